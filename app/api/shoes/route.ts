import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { createShoeSpec, listShoesSpec } from "@/app/api/_spec/shoes";
import { slice } from "@/app/api/_spec/slice";
import { createShoe } from "@/db/shoe-edits";
import { listShoes } from "@/db/shoes";
import { shoeResource } from "@/domain/shoes";
import { shoeNow, todayOf } from "./answer";

export const GET = route(listShoesSpec, async ({ tx, visitor, query }) => {
  const shoes = await listShoes(tx, query, todayOf(visitor));
  return { body: slice(shoes.map(shoeResource), query) };
});

export const POST = route(createShoeSpec, async ({ tx, visitor, body }) => {
  const { id } = await createShoe(tx, body);
  return { body: await shoeNow(tx, visitor, id), id, headers: { location: `/api/shoes/${id}` } };
});

export const { PUT, PATCH, DELETE } = refused("GET", "POST");
