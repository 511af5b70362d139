import type { Metadata } from "next";
import { Pager } from "@/components/table/pager";
import { urlState } from "@/components/table/url";
import { ActionForm } from "@/components/ui/action-form";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { Flash } from "@/components/ui/toast";
import { readAtOnce } from "@/db/client";
import { countSnapshots, listSnapshots } from "@/db/snapshots";
import { requireUser } from "../../_auth/visitor";
import { momentText } from "../_view/moments";
import { formatOf } from "../_view/visitor-format";
import { counted } from "../_view/words";
import { remove, take, undelete } from "./actions";
import { snapshotTitle } from "./words";

export const metadata: Metadata = { title: "Snapshots" };

const SIZE = 50;

/** How everything was at some moments: one each night by itself, others by hand; any two side by side. */
export default async function SnapshotsPage({ searchParams }: { searchParams: Promise<{ page?: string; removed?: string }> }) {
  const { visitor, actor } = await requireUser();
  const { page: asked, removed } = await searchParams;
  const page = Math.max(1, Math.min(10_000, Number(asked) || 1));
  const format = formatOf(visitor);
  const [{ rows }, total] = await readAtOnce(actor, (tx) =>
    Promise.all([listSnapshots(tx, { limit: SIZE, page }), countSnapshots(tx)]),
  );
  return (
    <>
      {typeof removed === "string" ? <Flash message="Snapshot deleted." undo={undelete} fields={{ id: removed }} /> : null}
      <PageHead title="Snapshots" range={total > 0 ? counted(total, "snapshot", format) : undefined} />
      <ActionForm action={take} undo={remove} reset className="quick-add" toasted>
        <TextField label="Name" hideLabel name="name" placeholder="Before the marathon" maxLength={100} autoComplete="off" />
        <SubmitButton icon="camera" pending="Taking…">
          Take a snapshot
        </SubmitButton>
      </ActionForm>
      {rows.length === 0 ? (
        <Empty title="No snapshot yet" icon="camera">
          <p>Take one now, and tomorrow there are two to compare.</p>
        </Empty>
      ) : (
        <form action="/snapshots/compare" className="tasks">
          {rows.length > 1 ? (
            <p className="snapshot-heads" aria-hidden="true">
              <span>From</span>
              <span>To</span>
            </p>
          ) : null}
          <ul>
            {rows.map(({ id, name, kind, takenAt }, index) => (
              <li key={id}>
                {rows.length > 1 ? (
                  <>
                    <label className="snapshot-choice">
                      <input type="radio" name="a" value={id} defaultChecked={index === 1} />
                      <span className="sr-only">{`From ${snapshotTitle(name, format)}`}</span>
                    </label>
                    <label className="snapshot-choice">
                      <input type="radio" name="b" value={id} defaultChecked={index === 0} />
                      <span className="sr-only">{`To ${snapshotTitle(name, format)}`}</span>
                    </label>
                  </>
                ) : null}
                <a className="task-title" href={`/snapshots/${id}`}>
                  {snapshotTitle(name, format)}
                </a>
                <span className="task-marks text-soft">
                  {kind === "nightly" ? <Badge>Nightly</Badge> : null}
                  {momentText(takenAt, visitor)}
                </span>
              </li>
            ))}
          </ul>
          {rows.length > 1 ? (
            <p className="mt-4">
              <Button type="submit" variant="plain">
                Compare the two
              </Button>
            </p>
          ) : null}
        </form>
      )}
      {total > SIZE ? (
        <Pager
          url={urlState("/snapshots", { page: asked })}
          page={page}
          pages={Math.ceil(total / SIZE)}
          total={counted(total, "snapshot", format)}
          size={SIZE}
          sizes={[SIZE]}
        />
      ) : null}
      <p className="mt-4 text-12 text-soft">
        A snapshot is taken each night by itself; those older than three months are thinned to one a month.{" "}
        <a href="/snapshots/deleted">Deleted snapshots</a>
      </p>
    </>
  );
}
