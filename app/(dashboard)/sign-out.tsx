import { ActionForm } from "@/components/ui/action-form";
import { ForgetWords } from "@/components/ui/forget-words";
import { SubmitButton } from "@/components/ui/submit-button";
import { signOut } from "./actions";

/** The way out, in the person's menu. */
export function SignOut() {
  return (
    <ActionForm action={signOut}>
      <ForgetWords />
      <SubmitButton variant="quiet" pending="Signing out…">
        Sign out
      </SubmitButton>
    </ActionForm>
  );
}
