import type { SystemTx, Tx } from "./client";
import { isWhole } from "./digests";

/** Whether the person wants their weeks by e-mail. */
export async function wantsWeekly(tx: Tx): Promise<boolean> {
  const rows = await tx.query<object>("select 1 from app.mail_subscriptions where user_id = $1 and kind = 'weekly'", [tx.userId]);
  return rows.length > 0;
}

/** Sends the person their weeks from now on, or no longer. Answers whether that changed anything. */
export async function wantWeekly(tx: Tx, wanted: boolean): Promise<boolean> {
  const rows = await tx.query<object>(
    wanted
      ? "insert into app.mail_subscriptions (user_id, kind) values ($1, 'weekly') on conflict do nothing returning 1"
      : "delete from app.mail_subscriptions where user_id = $1 and kind = 'weekly' returning 1",
    [tx.userId],
  );
  return rows.length > 0;
}

/**
 * Digests that were asked for by e-mail and did not go out: of the week that ended last where the person lives, made since they asked
 * and in the last days. Weeks of the past that are written later are no news.
 */
export function listUnsentWeeks(tx: SystemTx, now: Date): Promise<{ userId: string; isoWeek: string }[]> {
  return tx.query(
    `select d.user_id as "userId", d.iso_week as "isoWeek" from app.digests d
      join app.mail_subscriptions m on m.user_id = d.user_id and m.kind = 'weekly' and m.created_at <= d.created_at
      join app.settings s on s.user_id = d.user_id
        and d.iso_week = to_char(($1::timestamptz at time zone s.time_zone)::date - 7, 'IYYY-"W"IW')
      where d.sent_at is null and ${isWhole("d")} and d.created_at > $1::timestamptz - interval '3 days' order by d.user_id, d.iso_week`,
    [now],
  );
}

/** What a letter about a week needs, and the claim to send it: null where another process has it, or where there is no address. */
export async function claimWeek(tx: Tx, isoWeek: string): Promise<{ email: string; name: string } | null> {
  const claimed = await tx.query<object>(
    "update app.digests set sent_at = now() where user_id = $1 and iso_week = $2 and sent_at is null returning 1",
    [tx.userId, isoWeek],
  );
  if (claimed.length === 0) return null;
  const [row] = await tx.query<{ email: string | null; name: string }>(
    "select a.email, u.name from door.own_account() a, app.users u where u.user_id = $1",
    [tx.userId],
  );
  return row?.email ? { email: row.email, name: row.name } : null;
}

/** Gives a claim back: the letter certainly did not go out. */
export async function releaseWeek(tx: Tx, isoWeek: string): Promise<void> {
  await tx.query("update app.digests set sent_at = null where user_id = $1 and iso_week = $2", [tx.userId, isoWeek]);
}
