import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Visitor } from "@/db/accounts";
import type { RunDetail } from "@/db/runs";
import { momentText } from "../../_view/field-text";
import { undelete } from "../actions";
import { runMoment } from "./run-head";

/** A run that was deleted: nothing of it counts, and it can be brought back. */
export function DeletedRun({ run, visitor }: { run: RunDetail; visitor: Visitor }) {
  const { numberFormat: locale, timeZone } = visitor;
  const at = run.deletedAt ? momentText(run.deletedAt, { locale, timeZone }) : "";
  return (
    <>
      <PageHead
        title={run.name}
        range={runMoment(run, visitor)}
        area="runs"
        back={{ href: "/runs/deleted", label: "Deleted runs" }}
      />
      <Notice
        tone="warn"
        title={`This run was deleted on ${at}`}
        action={
          <>
            <ActionForm action={undelete} className="contents">
              <input type="hidden" name="id" value={run.id} />
              <SubmitButton pending="Bringing back…">Undelete</SubmitButton>
            </ActionForm>
            <ButtonLink href={`/runs/${encodeURIComponent(run.id)}/history`}>History</ButtonLink>
          </>
        }
      >
        <p>It counts in no total, no record and no chart. Undelete it to have it back as it was.</p>
      </Notice>
    </>
  );
}
