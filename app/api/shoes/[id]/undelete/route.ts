import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { undeleteShoeSpec } from "@/app/api/_spec/shoes";
import { undeleteShoe } from "@/db/shoe-edits";
import { hasShoe } from "@/db/shoes";
import { changed } from "../../answer";

export const POST = route(
  undeleteShoeSpec,
  ({ tx, visitor, params, body }) => changed(tx, visitor, params.id, () => undeleteShoe(tx, params.id, body.version)),
  { find: (tx, { id = "" }) => hasShoe(tx, id, true), what: "shoe" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
