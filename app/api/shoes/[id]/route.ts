import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { deleteShoeSpec, getShoeSpec, updateShoeSpec } from "@/app/api/_spec/shoes";
import { deleteShoe, updateShoe } from "@/db/shoe-edits";
import { getShoe } from "@/db/shoes";
import { shoeResource } from "@/domain/shoes";
import { changed, there, todayOf } from "../answer";

export const GET = route(
  getShoeSpec,
  async ({ tx, visitor, params }) => ({ body: shoeResource(await getShoe(tx, params.id, todayOf(visitor))) }),
  { what: "shoe" },
);

export const PATCH = route(
  updateShoeSpec,
  ({ tx, visitor, params, body: { version, ...changes } }) =>
    changed(tx, visitor, params.id, () => updateShoe(tx, params.id, changes, version)),
  there,
);

export const DELETE = route(
  deleteShoeSpec,
  async ({ tx, visitor, params, query }) => {
    await changed(tx, visitor, params.id, () => deleteShoe(tx, params.id, query.version));
    return {};
  },
  there,
);

export const { POST, PUT } = refused("GET", "PATCH", "DELETE");
