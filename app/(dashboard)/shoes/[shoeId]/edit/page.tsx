import type { Metadata } from "next";
import { ShoeFields } from "@/components/shoes/shoe-fields";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { VersionField } from "@/components/ui/version-field";
import { asUser } from "@/db/client";
import { getShoe } from "@/db/shoes";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../../../_auth/visitor";
import { idOf, orNotFound } from "../../../_view/or-not-found";
import { formatOf } from "../../../_view/visitor-format";
import { edit } from "../../actions";
import { shoeTexts } from "../../shoe-form";

export const metadata: Metadata = { title: "Edit shoe" };

/** The form of a shoe; its id stays what it was, also under a new name. */
export default async function EditShoePage({ params }: { params: Promise<{ shoeId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = idOf((await params).shoeId);
  const shoe = await orNotFound(asUser(actor, (tx) => getShoe(tx, id, localDate(new Date(), visitor.timeZone))));
  const href = `/shoes/${id}`;
  return (
    <>
      <PageHead title={`Edit ${shoe.name}`} area="runs" back={{ href, label: shoe.name }} />
      <ActionForm action={edit}>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="base" value={shoe.version} />
        <VersionField version={shoe.version} />
        <ShoeFields
          texts={shoeTexts(shoe, { ...formatOf(visitor), timeZone: visitor.timeZone })}
          units={visitor.units}
          retired={shoe.retiredAt !== null}
        />
        <FormError />
        <FormActions>
          <SubmitButton pending="Saving…">Save</SubmitButton>
          <ButtonLink href={href} variant="quiet">
            Cancel
          </ButtonLink>
        </FormActions>
      </ActionForm>
    </>
  );
}
