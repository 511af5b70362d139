import type { Metadata } from "next";
import { ShoeFields } from "@/components/shoes/shoe-fields";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { requireUser } from "../../../_auth/visitor";
import { create } from "../actions";

export const metadata: Metadata = { title: "Add shoe" };

/** A new pair of shoes. */
export default async function NewShoePage() {
  const { visitor } = await requireUser();
  return (
    <>
      <PageHead title="Add shoe" area="runs" back={{ href: "/shoes", label: "Shoes" }} />
      <ActionForm action={create}>
        <ShoeFields texts={{ name: "", startingDistance: "", limit: "", notes: "" }} units={visitor.units} />
        <FormError />
        <FormActions>
          <SubmitButton pending="Adding…">Add shoe</SubmitButton>
          <ButtonLink href="/shoes" variant="quiet">
            Cancel
          </ButtonLink>
        </FormActions>
      </ActionForm>
    </>
  );
}
