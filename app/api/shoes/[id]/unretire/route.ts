import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { unretireShoeSpec } from "@/app/api/_spec/shoes";
import { unretireShoe } from "@/db/shoe-edits";
import { changed, there } from "../../answer";

export const POST = route(
  unretireShoeSpec,
  ({ tx, visitor, params, body }) => changed(tx, visitor, params.id, () => unretireShoe(tx, params.id, body.version)),
  there,
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
