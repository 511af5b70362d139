import { DatedList } from "@/components/settings/dated-list";
import { ActionButton } from "@/components/ui/action-button";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { Amount } from "@/components/ui/figure";
import { FormError } from "@/components/ui/form-error";
import { FormActions, FormRow } from "@/components/ui/form-layout";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FtpRow } from "@/db/thresholds";
import { formatDate, formatNumber } from "@/domain/units";
import { removeFtp, saveFtp } from "./thresholds";

/** Threshold power by day: every ride counts with the one that was valid on its day. */
export function FtpSection({ ftp, today, locale }: { ftp: FtpRow[]; today: string; locale: string }) {
  const items = ftp.map(({ validFrom, ftpW }) => ({
    key: validFrom,
    from: formatDate(validFrom, locale),
    value: <Amount value={formatNumber(ftpW, locale)} unit="W" />,
    action: (
      <ActionButton
        action={removeFtp}
        undo={saveFtp}
        fields={{ validFrom, ftpW: String(ftpW) }}
        variant="quiet"
        pending="Removing…"
      >
        Remove
      </ActionButton>
    ),
  }));
  return (
    <Section title="Threshold power" id="ftp">
      <p className="mb-4 text-soft">The power that you can hold for about an hour. Rides count with the value of their day.</p>
      {items.length > 0 ? <DatedList items={items} /> : null}
      <ActionForm action={saveFtp} reset className="form mt-4 max-w-form">
        <FormRow>
          <TextField
            label="Threshold power"
            name="ftpW"
            type="number"
            min={30}
            max={600}
            step={1}
            inputMode="numeric"
            unit="W"
            required
          />
          <TextField label="Valid from" name="validFrom" type="date" defaultValue={today} required />
        </FormRow>
        <FormError />
        <FormActions>
          <SubmitButton variant="plain" pending="Adding…">
            Add threshold power
          </SubmitButton>
        </FormActions>
      </ActionForm>
    </Section>
  );
}
