import type { SourceRule } from "@/domain/coding";
import { Failure } from "@/lib/errors";
import type { Tx } from "./client";
import { chooseWinners } from "./coding-winners";

/** Where those who count again hear that there is something to count. */
export const CODING_CHANNEL = "almanac_coding";

/** The rule that a person's days are made by, and what was asked for and waits for the recount. */
export type CodingSettings = {
  timeoutS: number;
  timeZone: string;
  sourceRule: SourceRule;
  wantedTimeoutS: number | null;
  wantedTimeZone: string | null;
  recountDueAt: Date | null;
};

const COLUMNS = `timeout_s as "timeoutS", time_zone as "timeZone", source_rule as "sourceRule", wanted_timeout_s as "wantedTimeoutS",
  wanted_time_zone as "wantedTimeZone", recount_due_at as "recountDueAt"`;

/** An account that was erased while its editors went on sending: from now on they are nobody's. */
const gone = () => new Failure("unauthenticated", "Unauthorized. This account is not there any more.");

/** The rules in force; the defaults in the person's own zone where nothing was counted yet. @throws Failure "unauthenticated" */
export async function codingSettings(tx: Tx): Promise<CodingSettings> {
  const [row] = await tx.named<CodingSettings>(
    {
      name: "coding_settings",
      text: `select coalesce(c.timeout_s, 900) as "timeoutS", coalesce(c.time_zone, s.time_zone) as "timeZone",
          coalesce(c.source_rule, 'most') as "sourceRule", c.wanted_timeout_s as "wantedTimeoutS",
          c.wanted_time_zone as "wantedTimeZone", c.recount_due_at as "recountDueAt"
        from app.settings s left join app.coding_settings c on c.user_id = s.user_id where s.user_id = $1`,
    },
    [tx.userId],
  );
  if (!row) throw gone();
  return row;
}

/**
 * Takes the user's lock: whoever changes what a day is made of holds it until the end of the transaction. Answers the rules in
 * force, which are written down at the first time. @throws Failure "unauthenticated" for an account that was erased
 */
export async function lockCoding(tx: Tx): Promise<CodingSettings> {
  return (await lock(tx)) ?? (await firstSettings(tx));
}

async function lock(tx: Tx): Promise<CodingSettings | undefined> {
  const text = `select ${COLUMNS} from app.coding_settings where user_id = $1 for no key update`;
  const [row] = await tx.named<CodingSettings>({ name: "coding_lock", text }, [tx.userId]);
  return row;
}

async function firstSettings(tx: Tx): Promise<CodingSettings> {
  await tx.query(
    `insert into app.coding_settings (user_id, time_zone) select user_id, time_zone from app.settings where user_id = $1
      on conflict (user_id) do nothing`,
    [tx.userId],
  );
  const row = await lock(tx);
  if (!row) throw gone();
  return row;
}

/**
 * Changes the rules: which source counts is in force at once, another timeout after the recount that it asks for.
 */
export async function setCodingSettings(
  tx: Tx,
  changes: { timeoutS?: number; sourceRule?: SourceRule },
): Promise<CodingSettings> {
  const before = await lockCoding(tx);
  if (changes.sourceRule !== undefined && changes.sourceRule !== before.sourceRule) {
    await tx.query("update app.coding_settings set source_rule = $2, updated_at = now() where user_id = $1", [
      tx.userId,
      changes.sourceRule,
    ]);
    await chooseWinners(tx, "all");
  }
  if (changes.timeoutS !== undefined && changes.timeoutS !== (before.wantedTimeoutS ?? before.timeoutS)) {
    await askForRecount(tx, { timeoutS: changes.timeoutS });
  }
  return codingSettings(tx);
}

/**
 * Asks for all days of heartbeats to be counted again, perhaps by another rule; somebody of the worker does it. Nothing happens for a
 * person of whom nothing was ever counted.
 */
export async function askForRecount(tx: Tx, wanted: { timeoutS?: number; timeZone?: string } = {}): Promise<void> {
  const asked = await tx.query<object>(
    `update app.coding_settings set wanted_timeout_s = coalesce($2, wanted_timeout_s), wanted_time_zone = coalesce($3, wanted_time_zone),
        recount_due_at = coalesce(recount_due_at, now()), updated_at = now()
      where user_id = $1 returning 1`,
    [tx.userId, wanted.timeoutS ?? null, wanted.timeZone ?? null],
  );
  if (asked.length > 0) await tx.query("select pg_notify($1, '')", [CODING_CHANNEL]);
}
