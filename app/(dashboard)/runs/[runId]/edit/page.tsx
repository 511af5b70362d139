import type { Metadata } from "next";
import { RunFields } from "@/components/runs/run-fields";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { VersionField } from "@/components/ui/version-field";
import { asUser } from "@/db/client";
import { getRun } from "@/db/runs";
import { listShoeNames } from "@/db/shoes";
import { runValue } from "@/domain/run-fields";
import { requireUser } from "../../../../_auth/visitor";
import { idOf, orNotFound } from "../../../_view/or-not-found";
import { saidOtherwise } from "../../../_view/own-values";
import { momentOf } from "../../../_view/thing-head";
import { formatOf } from "../../../_view/visitor-format";
import { edit } from "../../actions";
import { RUN_TEXT_FIELDS, runTexts } from "../../run-form";
import { shoeOptions, TYPE_OPTIONS } from "../../run-options";
import { OwnFields } from "./own-fields";

export const metadata: Metadata = { title: "Edit run" };

/** The form of a run. It sends the version it showed, so that nobody's change is lost when two edit at once. */
export default async function EditRunPage({ params }: { params: Promise<{ runId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = idOf((await params).runId);
  const load = asUser(actor, async (tx) => ({ run: await getRun(tx, id), shoes: await listShoeNames(tx) }));
  const { run, shoes } = await orNotFound(load);
  const format = formatOf(visitor);
  const href = `/runs/${encodeURIComponent(id)}`;
  const words = { ...format, timeZone: run.timeZone, shoes: new Map(shoes.map((shoe) => [shoe.id, shoe.name])) };
  const said = RUN_TEXT_FIELDS.flatMap((field) => {
    const other = saidOtherwise(run, field, runValue(run, field), words);
    return other === null ? [] : [[field, `You set this. The source says ${other}.`] as const];
  });

  return (
    <>
      <PageHead title={`Edit ${run.name}`} range={momentOf(run, visitor)} area="runs" back={{ href, label: run.name }} />
      <ActionForm action={edit}>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="base" value={run.version} />
        <VersionField version={run.version} />
        <RunFields
          texts={runTexts(run, format)}
          units={visitor.units}
          types={TYPE_OPTIONS}
          shoes={shoeOptions(shoes, run.shoeId)}
          timeZone={run.timeZone}
          said={Object.fromEntries(said)}
          nameRequired
        />
        <TextField label="Reason" name="reason" maxLength={500} help="Optional; the history shows it." autoComplete="off" />
        <FormError />
        <FormActions>
          <SubmitButton pending="Saving…">Save</SubmitButton>
          <ButtonLink href={href} variant="quiet">
            Cancel
          </ButtonLink>
        </FormActions>
      </ActionForm>
      <OwnFields run={run} words={words} />
    </>
  );
}
