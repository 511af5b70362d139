import type { Metadata } from "next";
import { GoalFields } from "@/components/planning/goal-fields";
import { ActionButton } from "@/components/ui/action-button";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { SubmitButton } from "@/components/ui/submit-button";
import { VersionField } from "@/components/ui/version-field";
import { asUser } from "@/db/client";
import { getGoal } from "@/db/goals";
import { listHabitNames } from "@/db/habits";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../../../_auth/visitor";
import { orNotFound } from "../../../_view/or-not-found";
import { uuidOf } from "../../../_view/uuid-of";
import { formatOf } from "../../../_view/visitor-format";
import { discard, edit } from "../../actions";
import { GoalHead } from "../../goal-head";
import { goalTexts, metricChoices, STATUS_CHOICES } from "../../goal-texts";

export const metadata: Metadata = { title: "Edit goal" };

/** What a goal is, to be changed. */
export default async function EditGoalPage({ params }: { params: Promise<{ goalId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = uuidOf((await params).goalId);
  const load = asUser(actor, async (tx) => ({ goal: await getGoal(tx, id), habits: await listHabitNames(tx) }));
  const { goal, habits } = await orNotFound(load);
  const format = formatOf(visitor);
  return (
    <>
      <GoalHead goal={goal} current="edit" today={localDate(new Date(), visitor.timeZone)} format={format} />
      <ActionForm action={edit} key={goal.version}>
        <input type="hidden" name="id" value={id} />
        <VersionField version={goal.version} />
        <GoalFields
          texts={goalTexts(goal, format)}
          metrics={metricChoices(format)}
          habits={habits.map(({ id: value, name }) => ({ value, label: name }))}
        />
        <SelectField label="Status" name="status" options={STATUS_CHOICES} defaultValue={goal.status} />
        <FormError />
        <FormActions>
          <SubmitButton pending="Saving…">Save</SubmitButton>
          <ButtonLink href={`/goals/${id}`} variant="quiet">
            Cancel
          </ButtonLink>
        </FormActions>
      </ActionForm>
      <div className="mt-8">
        <ActionButton action={discard} fields={{ id }} variant="danger" icon="trash">
          Delete goal
        </ActionButton>
      </div>
    </>
  );
}
