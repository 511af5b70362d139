import type { Metadata } from "next";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { SelectField, TextAreaField, TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { VersionField } from "@/components/ui/version-field";
import { asUser } from "@/db/client";
import { getWorkout } from "@/db/workouts";
import { requireUser } from "../../../../_auth/visitor";
import { idOf, orNotFound } from "../../../_view/or-not-found";
import { saidOtherwise } from "../../../_view/own-values";
import { momentOf } from "../../../_view/thing-head";
import { formatOf } from "../../../_view/visitor-format";
import { edit } from "../../actions";
import { type RideTexts, rideTexts, sportOptions } from "../../ride-form";

export const metadata: Metadata = { title: "Edit activity" };

/** The form of a ride. It sends the version it showed, so that nobody's change is lost when two edit at once. */
export default async function EditRidePage({ params }: { params: Promise<{ workoutId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = idOf((await params).workoutId);
  const ride = await orNotFound(asUser(actor, (tx) => getWorkout(tx, id)));
  const href = `/rides/${encodeURIComponent(id)}`;
  const words = { ...formatOf(visitor), timeZone: ride.timeZone, shoes: new Map<string, string>(), sport: ride.sport };
  const texts = rideTexts(ride);
  const said = (field: keyof RideTexts) => {
    const other = saidOtherwise(ride, field, ride[field], words);
    return other === null ? undefined : `You set this. The source says ${other}.`;
  };

  return (
    <>
      <PageHead title={`Edit ${ride.title}`} range={momentOf(ride, visitor)} area="rides" back={{ href, label: ride.title }} />
      <ActionForm action={edit}>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="base" value={ride.version} />
        <VersionField version={ride.version} />
        <TextField
          label="Title"
          name="title"
          defaultValue={texts.title}
          required
          maxLength={200}
          help={said("title")}
          autoComplete="off"
        />
        <SelectField
          label="Sport"
          name="sport"
          options={sportOptions(ride.sport)}
          defaultValue={texts.sport}
          help={said("sport")}
        />
        <TextAreaField
          label="Notes"
          name="description"
          defaultValue={texts.description}
          help={said("description")}
          maxLength={20_000}
        />
        <TextField label="Reason" name="reason" maxLength={500} help="Optional; the history shows it." autoComplete="off" />
        <FormError />
        <FormActions>
          <SubmitButton pending="Saving…">Save</SubmitButton>
          <ButtonLink href={href} variant="quiet">
            Cancel
          </ButtonLink>
        </FormActions>
      </ActionForm>
    </>
  );
}
