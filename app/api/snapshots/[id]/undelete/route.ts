import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { undeleteSnapshotSpec } from "@/app/api/_spec/snapshots";
import { getSnapshot, hasSnapshot, setSnapshotDeleted } from "@/db/snapshots";
import { snapshotResource } from "@/domain/snapshots";

export const POST = route(
  undeleteSnapshotSpec,
  async ({ tx, params }) => {
    await setSnapshotDeleted(tx, params.id, false);
    return { body: snapshotResource(await getSnapshot(tx, params.id)) };
  },
  { find: (tx, { id = "" }) => hasSnapshot(tx, id, true), what: "snapshot" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
