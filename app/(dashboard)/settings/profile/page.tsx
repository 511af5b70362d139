import type { Metadata } from "next";
import { AvatarForm } from "@/components/settings/avatar-form";
import { numberFormats, THEMES, UNITS, WEEKDAYS } from "@/components/settings/choices";
import { SettingsHead } from "@/components/settings/settings-head";
import { TimeZoneField } from "@/components/settings/time-zone-field";
import { ActionForm } from "@/components/ui/action-form";
import { SelectField, TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions, FormRow } from "@/components/ui/form-layout";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { asUser } from "@/db/client";
import { getAccount } from "@/db/profile";
import { getSettings } from "@/db/settings";
import { listFtp, listHeartRateZones } from "@/db/thresholds";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../../_auth/visitor";
import { removeAvatar, saveAvatar, saveEmail, saveProfile } from "./actions";
import { FtpSection } from "./ftp-section";
import { ZonesSection } from "./zones-section";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const { visitor, actor } = await requireUser();
  const loaded = await asUser(actor, async (tx) => ({
    settings: await getSettings(tx),
    account: await getAccount(tx),
    ftp: await listFtp(tx),
    zones: await listHeartRateZones(tx),
  }));
  const { settings, account } = loaded;
  const today = localDate(new Date(), visitor.timeZone);
  return (
    <>
      <SettingsHead current="/settings/profile" />
      <Section title="You">
        <ActionForm action={saveProfile}>
          <TextField label="Name" name="name" defaultValue={settings.name} autoComplete="name" maxLength={100} required />
          <TimeZoneField value={settings.timeZone} />
          <FormRow>
            <SelectField
              label="Units"
              name="units"
              options={UNITS}
              defaultValue={settings.units}
              help="With miles, weights are in pounds."
            />
            <SelectField
              label="First day of the week"
              name="firstWeekday"
              options={WEEKDAYS}
              defaultValue={String(settings.firstWeekday)}
            />
          </FormRow>
          <SelectField
            label="Numbers and days"
            name="numberFormat"
            options={numberFormats(settings.numberFormat)}
            defaultValue={settings.numberFormat}
          />
          <SelectField label="Theme" name="theme" options={THEMES} defaultValue={settings.theme} />
          <FormError />
          <FormActions>
            <SubmitButton pending="Saving…">Save</SubmitButton>
          </FormActions>
        </ActionForm>
      </Section>
      <Section title="Picture">
        <AvatarForm save={saveAvatar} remove={removeAvatar} has={visitor.avatarType !== null} />
      </Section>
      {account.email === null ? null : (
        <Section title="Email">
          <p className="mb-4 text-soft">You sign in with {account.email}.</p>
          <ActionForm action={saveEmail} reset>
            <TextField label="New email" name="email" type="email" autoComplete="email" maxLength={254} required />
            <TextField label="Current password" name="currentPassword" type="password" autoComplete="current-password" required />
            <FormError />
            <FormActions>
              <SubmitButton variant="plain" pending="Changing…">
                Change email
              </SubmitButton>
            </FormActions>
          </ActionForm>
        </Section>
      )}
      <FtpSection ftp={loaded.ftp} today={today} locale={visitor.numberFormat} />
      <ZonesSection zones={loaded.zones} today={today} locale={visitor.numberFormat} />
    </>
  );
}
