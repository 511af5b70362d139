import { route } from "@/app/_auth/route";
import { listDigestsSpec } from "@/app/api/_spec/digests";
import { refused } from "@/app/api/_spec/refused";
import { countDigests, listDigests } from "@/db/digests";
import { digestResource } from "./answer";

export const GET = route(listDigestsSpec, async ({ tx, query: { limit, next } }) => {
  // One more than is shown tells whether there is another page.
  const found = await listDigests(tx, { before: next ?? null, limit: limit + 1 });
  const items = found.slice(0, limit);
  const page = { limit, next: found.length > limit ? (items.at(-1)?.isoWeek ?? null) : null, total: await countDigests(tx) };
  return { body: { items: items.map(digestResource), page } };
});

export const { POST, PUT, PATCH, DELETE } = refused("GET");
