import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { deleteSnapshotSpec, getSnapshotSpec, updateSnapshotSpec } from "@/app/api/_spec/snapshots";
import type { Tx } from "@/db/client";
import { getSnapshot, hasSnapshot, renameSnapshot, setSnapshotDeleted } from "@/db/snapshots";
import { snapshotResource } from "@/domain/snapshots";

const there = { find: (tx: Tx, { id = "" }: Record<string, string>) => hasSnapshot(tx, id), what: "snapshot" };

export const GET = route(
  getSnapshotSpec,
  async ({ tx, params }) => ({ body: snapshotResource(await getSnapshot(tx, params.id)) }),
  there,
);

export const PATCH = route(
  updateSnapshotSpec,
  async ({ tx, params, body }) => ({ body: snapshotResource(await renameSnapshot(tx, params.id, body.name)) }),
  there,
);

export const DELETE = route(
  deleteSnapshotSpec,
  async ({ tx, params }) => {
    await setSnapshotDeleted(tx, params.id, true);
    return {};
  },
  there,
);

export const { POST, PUT } = refused("GET", "PATCH", "DELETE");
