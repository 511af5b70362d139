import { type Activity, type ActivityNoun, NOUNS } from "./activity-rows";
import type { Tx } from "./client";
import { columnsOf, same } from "./edited-overlay";

type Kept = Record<string, unknown> & { edited_fields: string[] };

/**
 * The fields that became the person's own by merging `absorbed` into an activity by hand, and that nobody has touched since: when the
 * two are taken apart, they are the sources' again.
 */
export async function claimedFields(
  tx: Tx,
  { noun, activityId }: { noun: ActivityNoun; activityId: string },
  absorbed: Activity,
): Promise<string[]> {
  const [own, other] = [NOUNS[noun], NOUNS[absorbed.noun]];
  const [found] = await tx.query<{ before: Kept; merged: Kept; now: Kept }>(
    `select b.data as before, m.data as merged, to_jsonb(a) as now
      from app.${other.table}_history x
      join app.${own.table}_history m on m.user_id = $1 and m.${own.idColumn} = $2 and m.request_id = x.request_id and m.change_type = 'merge'
      join app.${own.table}_history b on b.user_id = $1 and b.${own.idColumn} = $2 and b.version = m.version - 1
      join app.${own.table} a on a.user_id = $1 and a.id = $2
      where x.user_id = $1 and x.${other.idColumn} = $3 and x.change_type = 'merge'
      order by x.version desc limit 1`,
    [tx.userId, activityId, absorbed.id],
  );
  if (!found) return [];
  const { before, merged, now } = found;
  const claimed = merged.edited_fields.filter((field) => !before.edited_fields.includes(field));
  return claimed.filter((field) => columnsOf(noun, field).every((column) => same(now[column], merged[column])));
}
