import type { Metadata } from "next";
import { RunFields } from "@/components/runs/run-fields";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { asUser } from "@/db/client";
import { listShoeNames } from "@/db/shoes";
import { requireUser } from "../../../_auth/visitor";
import { localDateTime } from "../../_view/local-time";
import { create } from "../actions";
import { shoeOptions, TYPE_OPTIONS } from "../run-options";

export const metadata: Metadata = { title: "Add run" };

/** A run written down by hand. */
export default async function NewRunPage() {
  const { visitor, actor } = await requireUser();
  const shoes = await asUser(actor, listShoeNames);
  const now = `${localDateTime(new Date(), visitor.timeZone).slice(0, 16)}:00`;
  const texts = {
    name: "",
    notes: "",
    type: "Outdoor Run",
    startAt: now,
    distance: "",
    duration: "",
    averageHeartRate: "",
    shoeId: "",
  };
  return (
    <>
      <PageHead title="Add run" area="runs" back={{ href: "/runs", label: "Runs" }} />
      <ActionForm action={create}>
        <RunFields
          texts={texts}
          units={visitor.units}
          types={TYPE_OPTIONS}
          shoes={shoeOptions(
            shoes.filter((shoe) => !shoe.retired),
            null,
          )}
          timeZone={visitor.timeZone}
        />
        <FormError />
        <FormActions>
          <SubmitButton pending="Adding…">Add run</SubmitButton>
          <ButtonLink href="/runs" variant="quiet">
            Cancel
          </ButtonLink>
        </FormActions>
      </ActionForm>
    </>
  );
}
