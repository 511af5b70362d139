import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tabs } from "@/components/ui/tabs";
import type { Visitor } from "@/db/accounts";
import type { RunDetail } from "@/db/runs";
import { TYPE_NAMES } from "../../_view/sources";
import { momentOf } from "../../_view/thing-head";
import { removeAndLeave } from "../actions";

type Props = {
  loaded: { run: RunDetail; beside: { earlier: string | null; later: string | null } };
  visitor: Visitor;
  current: "run" | "history" | "edit";
};

/** The head of all pages of a run. */
export function RunHead({ loaded: { run, beside }, visitor, current }: Props) {
  const href = `/runs/${encodeURIComponent(run.id)}`;
  return (
    <PageHead
      title={run.name}
      range={`${momentOf(run, visitor)} · ${TYPE_NAMES[run.type]}`}
      area="runs"
      back={{ href: "/runs", label: "Runs" }}
      action={
        current === "run" ? (
          <div className="flex items-center gap-2">
            <ButtonLink href={`${href}/edit`} variant="main" icon="edit">
              Edit
            </ButtonLink>
            <ActionForm action={removeAndLeave} className="contents">
              <input type="hidden" name="id" value={run.id} />
              <SubmitButton variant="quiet" pending="Deleting…">
                Delete
              </SubmitButton>
            </ActionForm>
          </div>
        ) : undefined
      }
      tabs={
        <Tabs
          label="This run"
          items={[
            { href, label: "Run", current: current === "run" },
            { href: `${href}/history`, label: "History", count: String(run.version), current: current === "history" },
            ...(beside.earlier ? [{ href: `/runs/${encodeURIComponent(beside.earlier)}`, label: "Earlier run" }] : []),
            ...(beside.later ? [{ href: `/runs/${encodeURIComponent(beside.later)}`, label: "Later run" }] : []),
          ]}
        />
      }
    />
  );
}
