import type { CodingSource } from "@/domain/coding";
import { arrayLiteral } from "./bulk";
import type { Tx } from "./client";
import { COMBO_COLUMNS, type Combo, comboIds, type Dimension, knownOf } from "./coding-combos";
import { lockCoding } from "./coding-settings";
import { chooseWinners } from "./coding-winners";

/** A day as a source of totals tells it: each dimension for itself. A dimension that is absent was not told. */
export type ArchivedDay = {
  date: string;
  totalSeconds: number;
  dimensions: Partial<Record<Dimension, readonly { name: string; seconds: number }[]>>;
};

/** A day as it is stored: the total, and time by combination. */
type Telling = { totalUs: number; slices: Map<string, number> };

const NOTHING: Combo = {
  project: null,
  branch: null,
  language: null,
  editor: null,
  operating_system: null,
  machine: null,
  category: null,
  agent: null,
  model: null,
};

const microseconds = (seconds: number) => (Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1e6) : 0);

/**
 * Puts days of a source that tells totals in the place of what it told of them before; the same again changes nothing. Then chooses
 * anew which source counts on the days that changed. Days that are not named stay as they are.
 */
export async function putDays(
  tx: Tx,
  source: Exclude<CodingSource, "heartbeats">,
  days: readonly ArchivedDay[],
): Promise<{ inserted: number; updated: number; unchanged: number }> {
  const counts = { inserted: 0, updated: 0, unchanged: 0 };
  for (const result of (await putEachDay(tx, source, days)).values()) counts[result]++;
  return counts;
}

/** As {@link putDays}; answers what became of each date. */
export async function putEachDay(
  tx: Tx,
  source: Exclude<CodingSource, "heartbeats">,
  days: readonly ArchivedDay[],
): Promise<Map<string, "inserted" | "updated" | "unchanged">> {
  const results = new Map<string, "inserted" | "updated" | "unchanged">();
  if (days.length === 0) return results;
  await lockCoding(tx);
  const told = await tellings(tx, days);
  const before = await readTellings(tx, source, [...told.keys()]);
  const changed = new Map<string, Telling>();
  for (const [date, telling] of told) {
    const known = before.get(date);
    // A day without any time is only told where it takes the place of one that had some.
    if (known ? isSame(known, telling) : telling.totalUs === 0) results.set(date, "unchanged");
    else {
      results.set(date, known ? "updated" : "inserted");
      changed.set(date, telling);
    }
  }
  if (changed.size > 0) await replace(tx, source, changed);
  return results;
}

/** What the days come to, each name of a dimension a combination of its own. */
async function tellings(tx: Tx, days: readonly ArchivedDay[]): Promise<Map<string, Telling>> {
  const rows: { date: string; us: number; combo: Combo }[] = [];
  const told = new Map<string, Telling>();
  for (const day of days) {
    told.set(day.date, { totalUs: microseconds(day.totalSeconds), slices: new Map() });
    for (const dimension of COMBO_COLUMNS) {
      for (const { name, seconds } of day.dimensions[dimension] ?? []) {
        const us = microseconds(seconds);
        // Editors say categories in small letters, summaries with capitals.
        const value = dimension === "category" ? name.toLowerCase() : name;
        if (us > 0) rows.push({ date: day.date, us, combo: { ...NOTHING, [dimension]: value } });
      }
    }
  }
  const { ids, written } = comboIds(
    tx,
    await knownOf(tx),
    rows.map(({ combo }) => combo),
  );
  await written;
  for (const [index, { date, us }] of rows.entries()) {
    const slices = told.get(date)?.slices;
    const id = ids[index];
    if (slices && id !== undefined) slices.set(id, (slices.get(id) ?? 0) + us);
  }
  return told;
}

async function readTellings(tx: Tx, source: CodingSource, dates: readonly string[]): Promise<Map<string, Telling>> {
  const rows = await tx.query<{ date: string; totalUs: number; comboId: string | null; us: number | null }>(
    `select d.date, d.total_us as "totalUs", s.combo_id::text as "comboId", s.us from app.coding_days d
      left join app.coding_slices s on s.user_id = $1 and s.date = d.date and s.source = d.source
      where d.user_id = $1 and d.source = $2 and d.date = any($3::date[])`,
    [tx.userId, source, arrayLiteral(dates)],
  );
  const tellings = new Map<string, Telling>();
  for (const { date, totalUs, comboId, us } of rows) {
    const telling = tellings.get(date) ?? { totalUs, slices: new Map() };
    if (comboId !== null && us !== null) telling.slices.set(comboId, us);
    tellings.set(date, telling);
  }
  return tellings;
}

function isSame(a: Telling, b: Telling): boolean {
  return a.totalUs === b.totalUs && a.slices.size === b.slices.size && [...a.slices].every(([id, us]) => b.slices.get(id) === us);
}

async function replace(tx: Tx, source: CodingSource, days: ReadonlyMap<string, Telling>): Promise<void> {
  const dates = [...days.keys()];
  const slices = [...days].flatMap(([date, telling]) => [...telling.slices].map(([id, us]) => ({ date, id, us })));
  const written = [
    tx.query("delete from app.coding_slices where user_id = $1 and source = $2 and date = any($3::date[])", [
      tx.userId,
      source,
      arrayLiteral(dates),
    ]),
    tx.query(
      `insert into app.coding_days (user_id, date, source, total_us, counts) select $1, date, $2, total_us, false
        from unnest($3::date[], $4::bigint[]) d(date, total_us)
        on conflict (user_id, date, source) do update set total_us = excluded.total_us, updated_at = now()`,
      [tx.userId, source, arrayLiteral(dates), arrayLiteral([...days.values()].map(({ totalUs }) => totalUs))],
    ),
    tx.query(
      `insert into app.coding_slices (user_id, date, source, combo_id, us) select $1, d.date, $2, d.combo_id, d.us
        from unnest($3::date[], $4::bigint[], $5::bigint[]) d(date, combo_id, us)`,
      [
        tx.userId,
        source,
        arrayLiteral(slices.map(({ date }) => date)),
        arrayLiteral(slices.map(({ id }) => id)),
        arrayLiteral(slices.map(({ us }) => us)),
      ],
    ),
  ];
  await Promise.all(written);
  await chooseWinners(tx, dates);
}

/** How many days with time a source told, and the first and last of them; null where it told none. */
export async function countArchived(tx: Tx, source: CodingSource): Promise<{ days: number; first: string; last: string } | null> {
  const [row] = await tx.query<{ days: number; first: string | null; last: string | null }>(
    `select count(*)::integer as days, min(date)::text as first, max(date)::text as last from app.coding_days
      where user_id = $1 and source = $2 and total_us > 0`,
    [tx.userId, source],
  );
  return row && row.first !== null && row.last !== null ? { days: row.days, first: row.first, last: row.last } : null;
}

/** Erases the days of a source that were last told before an instant, and chooses anew what counts on them. Answers how many. */
export async function eraseDays(tx: Tx, source: Exclude<CodingSource, "heartbeats">, before: Date): Promise<number> {
  await lockCoding(tx);
  const gone = await tx.query<{ date: string }>(
    "delete from app.coding_days where user_id = $1 and source = $2 and updated_at < $3 returning date",
    [tx.userId, source, before],
  );
  const dates = gone.map(({ date }) => date);
  if (dates.length > 0) await chooseWinners(tx, dates);
  return dates.length;
}
