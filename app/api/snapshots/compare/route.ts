import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { compareSnapshotsSpec } from "@/app/api/_spec/snapshots";
import { getSnapshot } from "@/db/snapshots";
import { compareSnapshots, type Snapshot } from "@/domain/snapshots";

const short = ({ id, name, takenAt }: Snapshot) => ({ id, name, takenAt: takenAt.toISOString() });

export const GET = route(compareSnapshotsSpec, async ({ tx, query }) => {
  const [a, b] = [await getSnapshot(tx, query.a), await getSnapshot(tx, query.b)];
  return { body: { a: short(a), b: short(b), ...compareSnapshots(a.data, b.data) } };
});

export const { POST, PUT, PATCH, DELETE } = refused("GET");
