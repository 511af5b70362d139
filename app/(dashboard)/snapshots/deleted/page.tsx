import type { Metadata } from "next";
import { Pager } from "@/components/table/pager";
import { urlState } from "@/components/table/url";
import { ActionButton } from "@/components/ui/action-button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { readAtOnce } from "@/db/client";
import { countSnapshots, listSnapshots } from "@/db/snapshots";
import { requireUser } from "../../../_auth/visitor";
import { momentText } from "../../_view/moments";
import { formatOf } from "../../_view/visitor-format";
import { counted } from "../../_view/words";
import { undelete } from "../actions";
import { snapshotTitle } from "../words";

export const metadata: Metadata = { title: "Deleted snapshots" };

const SIZE = 50;

/** Snapshots that were deleted, each with the way back. */
export default async function DeletedSnapshotsPage({ searchParams }: { searchParams: Promise<{ page?: string }> }) {
  const { visitor, actor } = await requireUser();
  const { page: asked } = await searchParams;
  const page = Math.max(1, Math.min(10_000, Number(asked) || 1));
  const [{ rows }, total] = await readAtOnce(actor, (tx) =>
    Promise.all([listSnapshots(tx, { deleted: true, limit: SIZE, page }), countSnapshots(tx, true)]),
  );
  const format = formatOf(visitor);
  return (
    <>
      <PageHead title="Deleted snapshots" back={{ href: "/snapshots", label: "Snapshots" }} />
      {rows.length === 0 ? (
        <Empty title="No deleted snapshots" icon="trash">
          <p>A snapshot that you delete stays here until you bring it back.</p>
        </Empty>
      ) : null}
      <ul className="tasks">
        {rows.map(({ id, name, takenAt, deletedAt }) => (
          <li key={id}>
            <span className="task-title" dir="auto">
              {snapshotTitle(name, format)}
            </span>
            <span className="task-marks text-soft">
              {`taken ${momentText(takenAt, visitor)}`}
              {deletedAt ? `, deleted ${momentText(deletedAt, visitor)}` : null}
            </span>
            <ActionButton action={undelete} fields={{ id }} variant="quiet" icon="undo">
              Bring it back
            </ActionButton>
          </li>
        ))}
      </ul>
      {total > SIZE ? (
        <Pager
          url={urlState("/snapshots/deleted", { page: asked })}
          page={page}
          pages={Math.ceil(total / SIZE)}
          total={counted(total, "snapshot", format)}
          size={SIZE}
          sizes={[SIZE]}
        />
      ) : null}
    </>
  );
}
