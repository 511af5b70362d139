import { BrowserTimeZone } from "@/components/settings/browser-time-zone";
import { ActionForm } from "@/components/ui/action-form";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { SubmitButton } from "@/components/ui/submit-button";
import { exploreDemo } from "./actions";

/** The way in without an account. */
export function Explore({ from }: { from: string }) {
  return (
    <ActionForm action={exploreDemo}>
      <input type="hidden" name="from" value={from} />
      <BrowserTimeZone />
      <FormError />
      <FormActions>
        <SubmitButton variant="plain" pending="Preparing three years of demo data…">
          Explore with demo data
        </SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
