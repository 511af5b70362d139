import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { createSnapshotSpec, listSnapshotsSpec } from "@/app/api/_spec/snapshots";
import { countSnapshots, listSnapshots, takeSnapshot } from "@/db/snapshots";
import { momentIn } from "@/domain/moments";
import { snapshotResource } from "@/domain/snapshots";

export const GET = route(listSnapshotsSpec, async ({ tx, query }) => {
  const [{ rows, next }, total] = [await listSnapshots(tx, query), await countSnapshots(tx, query.deleted)];
  return { body: { items: rows.map(snapshotResource), page: { limit: query.limit, next, total } } };
});

export const POST = route(createSnapshotSpec, async ({ tx, visitor, body }) => {
  const snapshot = await takeSnapshot(tx, body, momentIn(new Date(), visitor.timeZone), visitor.firstWeekday);
  return { body: snapshotResource(snapshot), id: snapshot.id, headers: { location: `/api/snapshots/${snapshot.id}` } };
});

export const { PUT, PATCH, DELETE } = refused("GET", "POST");
