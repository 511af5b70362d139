import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { retireShoeSpec } from "@/app/api/_spec/shoes";
import { retireShoe } from "@/db/shoe-edits";
import { changed, there } from "../../answer";

export const POST = route(
  retireShoeSpec,
  ({ tx, visitor, params, body }) => {
    const retirement = { ...body, retiredAt: body.retiredAt ?? new Date() };
    return changed(tx, visitor, params.id, () => retireShoe(tx, params.id, retirement));
  },
  there,
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
