import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Visitor } from "@/db/accounts";
import { asUser } from "@/db/client";
import { mergedInto } from "@/db/merges";
import type { RunDetail } from "@/db/runs";
import { requireUser } from "../../../_auth/visitor";
import { momentText } from "../../_view/field-text";
import { hrefOf } from "../../_view/split-off";
import { momentOf } from "../../_view/thing-head";
import { undelete } from "../actions";

/** A run that was deleted or merged into another: nothing of it counts by itself, and it can be brought back. */
export async function DeletedRun({ run, visitor }: { run: RunDetail; visitor: Visitor }) {
  const { numberFormat: locale, timeZone } = visitor;
  const { actor } = await requireUser();
  const home = await asUser(actor, (tx) => mergedInto(tx, run.id));
  const at = run.deletedAt ? momentText(run.deletedAt, { locale, timeZone }) : "";
  return (
    <>
      <PageHead
        title={run.name}
        range={momentOf(run, visitor)}
        area="runs"
        back={{ href: "/runs/deleted", label: "Deleted runs" }}
      />
      <Notice
        tone={home ? "info" : "warn"}
        title={home ? `This run is part of ${home.name}` : `This run was deleted on ${at}`}
        action={
          <div className="flex flex-wrap items-center gap-2">
            <ActionForm action={undelete} className="contents">
              <input type="hidden" name="id" value={run.id} />
              <SubmitButton pending="Bringing back…">{home ? "Make it a run of its own" : "Undelete"}</SubmitButton>
            </ActionForm>
            <ButtonLink href={`/runs/${encodeURIComponent(run.id)}/history`}>History</ButtonLink>
          </div>
        }
      >
        {home ? (
          <p>
            You merged the two on {at}. All that it brought is in <a href={hrefOf(home)}>{home.name}</a>, until you take it out
            again.
          </p>
        ) : (
          <p>It counts in no total, no record and no chart. Undelete it to have it back as it was.</p>
        )}
      </Notice>
    </>
  );
}
