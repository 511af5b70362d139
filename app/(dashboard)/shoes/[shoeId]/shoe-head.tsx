import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Dialog, DialogButton, DialogClose } from "@/components/ui/dialog";
import { TextAreaField, TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ShoeUse } from "@/db/shoes";
import { remove, retire } from "../actions";

/** The head of a shoe's page with what can be done to it. */
export function ShoeHead({ shoe, today }: { shoe: ShoeUse; today: string }) {
  const actions = (
    <div className="flex items-center gap-2">
      <ButtonLink href={`/shoes/${shoe.id}/edit`} variant="main" icon="edit">
        Edit
      </ButtonLink>
      {shoe.retiredAt ? null : <DialogButton opens="retire">Retire</DialogButton>}
      <ActionForm action={remove} className="contents">
        <input type="hidden" name="id" value={shoe.id} />
        <SubmitButton variant="quiet" pending="Deleting…">
          Delete
        </SubmitButton>
      </ActionForm>
    </div>
  );
  return (
    <>
      <PageHead
        title={shoe.name}
        area="runs"
        back={{ href: "/shoes", label: "Shoes" }}
        action={shoe.deletedAt ? undefined : actions}
      />
      <Dialog id="retire" title={`Retire ${shoe.name}`}>
        <ActionForm action={retire}>
          <input type="hidden" name="id" value={shoe.id} />
          <TextField label="Date" name="date" type="date" required defaultValue={today} />
          <TextAreaField label="Why" name="retirementNotes" help="Optional: how it wore, what comes next." maxLength={20_000} />
          <FormError />
          <div className="dialog-actions">
            <SubmitButton pending="Retiring…">Retire shoe</SubmitButton>
            <DialogClose closes="retire">Cancel</DialogClose>
          </div>
        </ActionForm>
      </Dialog>
    </>
  );
}
