import type { Metadata } from "next";
import { HabitFields } from "@/components/planning/habit-fields";
import { ActionButton } from "@/components/ui/action-button";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { SubmitButton } from "@/components/ui/submit-button";
import { VersionField } from "@/components/ui/version-field";
import { asUser } from "@/db/client";
import { getHabit } from "@/db/habits";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../../../_auth/visitor";
import { orNotFound } from "../../../_view/or-not-found";
import { uuidOf } from "../../../_view/uuid-of";
import { formatOf } from "../../../_view/visitor-format";
import { discard, edit } from "../../actions";
import { HabitHead } from "../../habit-head";
import { factChoices, habitTexts } from "../../habit-texts";
import { WEEKDAYS } from "../../habit-words";

export const metadata: Metadata = { title: "Edit habit" };

/** What a habit is, to be changed. */
export default async function EditHabitPage({ params }: { params: Promise<{ habitId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = uuidOf((await params).habitId);
  const on = { today: localDate(new Date(), visitor.timeZone), firstWeekday: visitor.firstWeekday };
  const { habit } = await orNotFound(asUser(actor, (tx) => getHabit(tx, id, on)));
  const format = formatOf(visitor);
  return (
    <>
      <HabitHead habit={habit} current="edit" format={format} />
      <ActionForm action={edit} key={habit.version}>
        <input type="hidden" name="id" value={id} />
        <VersionField version={habit.version} />
        <HabitFields texts={habitTexts(habit, format)} weekdays={WEEKDAYS} facts={factChoices(format)} />
        <p className="text-soft">Where the rule changes, all days so far are judged by the new one.</p>
        <FormError />
        <FormActions>
          <SubmitButton pending="Saving…">Save</SubmitButton>
          <ButtonLink href={`/habits/${id}`} variant="quiet">
            Cancel
          </ButtonLink>
        </FormActions>
      </ActionForm>
      <div className="mt-8">
        <ActionButton action={discard} fields={{ id }} variant="danger" icon="trash">
          Delete habit
        </ActionButton>
      </div>
    </>
  );
}
