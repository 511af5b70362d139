import { ActionButton } from "@/components/ui/action-button";
import { ActionForm } from "@/components/ui/action-form";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import type { FormAction, FormResult } from "@/components/ui/form-result";
import { SubmitButton } from "@/components/ui/submit-button";
import { AvatarField } from "./avatar-field";

type Props = {
  save: (previous: FormResult, data: FormData) => Promise<FormResult>;
  remove: FormAction;
  has: boolean;
};

/** The picture beside one's name: choose one, or take it away. */
export function AvatarForm({ save, remove, has }: Props) {
  return (
    <div className="grid gap-4">
      {has ? (
        <div className="flex items-center gap-4">
          <img src="/api/avatar" alt="You" width={64} height={64} className="size-16 rounded-full object-cover" />
          <ActionButton action={remove} variant="plain" pending="Removing…">
            Remove picture
          </ActionButton>
        </div>
      ) : null}
      <ActionForm action={save} reset>
        <AvatarField />
        <FormError />
        <FormActions>
          <SubmitButton variant="plain" pending="Saving…">
            Save picture
          </SubmitButton>
        </FormActions>
      </ActionForm>
    </div>
  );
}
