import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { ForgetWords } from "@/components/ui/forget-words";
import { FormError } from "@/components/ui/form-error";
import { SubmitButton } from "@/components/ui/submit-button";
import { leaveDemo } from "./actions";

/** Says on every page of a guest what they are looking at, and the two ways on. */
export function DemoBanner({ claimable }: { claimable: boolean }) {
  return (
    <aside
      aria-label="Demo data"
      className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line pb-3 max-sm:[&_.button]:px-2 max-sm:[&_.button]:text-12"
    >
      <p className="grow text-soft max-sm:basis-full">
        You are looking at demo data. <span className="max-sm:hidden">None of it is real; change what you like.</span>
      </p>
      {claimable ? <ButtonLink href="/sign-up">Make this your account</ButtonLink> : null}
      <ActionForm action={leaveDemo} className="contents">
        <ForgetWords />
        <SubmitButton variant="quiet" pending="Removing…">
          Leave and remove demo data
        </SubmitButton>
        <FormError />
      </ActionForm>
    </aside>
  );
}
