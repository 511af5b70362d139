import type { Metadata } from "next";
import { HabitFields } from "@/components/planning/habit-fields";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../../_auth/visitor";
import { formatOf } from "../../_view/visitor-format";
import { create } from "../actions";
import { factChoices, newTexts } from "../habit-texts";
import { WEEKDAYS } from "../habit-words";

export const metadata: Metadata = { title: "Add habit" };

/** A new habit. */
export default async function NewHabitPage() {
  const { visitor } = await requireUser();
  return (
    <>
      <PageHead title="Add habit" area="planning" back={{ href: "/habits", label: "Habits" }} />
      <ActionForm action={create}>
        <HabitFields
          texts={newTexts(localDate(new Date(), visitor.timeZone))}
          weekdays={WEEKDAYS}
          facts={factChoices(formatOf(visitor))}
        />
        <FormError />
        <FormActions>
          <SubmitButton pending="Adding…">Add habit</SubmitButton>
          <ButtonLink href="/habits" variant="quiet">
            Cancel
          </ButtonLink>
        </FormActions>
      </ActionForm>
    </>
  );
}
