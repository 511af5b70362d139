import type { ReflectionFilter, SearchTerm } from "@/domain/reflections";
import { hasLetters, searchTerms } from "@/domain/reflections";
import { notFound } from "@/lib/errors";
import type { Tx } from "./client";
import { Conditions } from "./conditions";
import { byDay, paged, pageOf } from "./ordering";
import { REFLECTION_COLUMNS, REFLECTIONS_WITH_TEXTS, type ReflectionRow } from "./reflection-rows";
import type { Page } from "./run-list";

type Which = Partial<ReflectionFilter>;

/**
 * One term of a search as a condition on a text `x`, its words in a placeholder: words that begin like it, or the phrase as it stands, in
 * plain letters on both sides; what has no letters (an emoji) has to be there as it is.
 */
function termCondition(conditions: Conditions, { words, phrase, not }: SearchTerm): string {
  const no = not ? "not " : "";
  if (!hasLetters(words)) return `${no}strpos(x.text, ${conditions.hole(words)}) > 0`;
  const hole = conditions.hole(phrase ? words : `'${words.replaceAll("\\", "").replaceAll("'", "''")}':*`);
  return `${no}x.words @@ ${phrase ? "phraseto" : "to"}_tsquery('simple', app.plain_letters(${hole}))`;
}

/**
 * The reflections that a filter means, as the CTE `found`. Row security lets no index of words be used, so the person's own texts are all
 * looked at, each by the words that are kept with it. How many have them cannot be foretold: what is found is put together with the days as
 * a whole, not row by row.
 */
function foundBy(tx: Tx, filter: Which): { found: string; values: unknown[] } {
  const days = new Conditions(tx.userId, "f")
    .and(filter.deleted ? "f.deleted_at is not null" : "f.deleted_at is null")
    .with(filter.from, (day) => `f.date >= ${day}::date`)
    .with(filter.to, (day) => `f.date <= ${day}::date`)
    .with(filter.mood, (mood) => `f.mood = ${mood}::smallint`);
  const lives = `select f.user_id, f.id, f.date from app.reflections f where ${days.where}`;
  const terms = searchTerms(filter.q ?? "").map((term) => termCondition(days, term));
  if (terms.length === 0) return { found: `found as materialized (${lives})`, values: days.values };
  const hits = `select x.reflection_id from app.reflection_texts x where x.user_id = $1 and ${terms.join(" and ")}`;
  const found = `days as materialized (${lives}), hits as materialized (${hits}),
    found as materialized (select d.* from days d join hits h on h.reflection_id = d.id)`;
  return { found, values: days.values };
}

/** One page of the reflections a filter means, by their days, and how many there are in all. */
export type ReflectionPage = Page<ReflectionRow> & { total: number };

/**
 * One page of the reflections a filter means, by their days. What is searched for is looked for once, for the page and for the count.
 * @throws Failure "invalid" for a cursor of another list
 */
export async function listReflections(tx: Tx, filter: ReflectionFilter): Promise<ReflectionPage> {
  const order = byDay("f.date");
  const { found, values } = foundBy(tx, filter);
  const after = new Conditions(tx.userId, "f", values);
  const rest = paged(after, order, { ...filter, sort: "date" }, "f.id", "uuid");
  // Texts and links are read for the page only.
  const rows = await tx.query<ReflectionRow & { cursorValue: string; total: number }>(
    `with ${found},
      page as (select f.id as key, ${order.kept} as value from found f ${rest})
      select ${REFLECTION_COLUMNS}, page.value as "cursorValue", n.total
        from (select count(*) as total from found) n left join (page join ${REFLECTIONS_WITH_TEXTS} on f.user_id = $1 and x.user_id = $1 and f.id = page.key) on true
        order by page.value ${filter.order}, f.id ${filter.order}`,
    after.values,
  );
  const total = rows[0]?.total ?? 0;
  const there = rows.filter(({ id }) => id !== null).map(({ total: _, ...row }) => row);
  return { ...pageOf<ReflectionRow>(there, { ...filter, sort: "date" }), total };
}

/** A reflection, deleted ones included. @throws Failure "not_found" */
export async function getReflectionEvenDeleted(tx: Tx, id: string): Promise<ReflectionRow> {
  const [row] = await tx.query<ReflectionRow>(
    `select ${REFLECTION_COLUMNS} from ${REFLECTIONS_WITH_TEXTS} where f.user_id = $1 and x.user_id = $1 and f.id = $2`,
    [tx.userId, id],
  );
  if (!row) throw notFound("reflection");
  return row;
}

/** A reflection. @throws Failure "not_found", also for a deleted one */
export async function getReflection(tx: Tx, id: string): Promise<ReflectionRow> {
  const reflection = await getReflectionEvenDeleted(tx, id);
  if (reflection.deletedAt !== null) throw notFound("reflection");
  return reflection;
}

/** The reflection of a day; null where there is none. */
export async function getReflectionOf(tx: Tx, date: string): Promise<ReflectionRow | null> {
  const [row] = await tx.query<ReflectionRow>(
    `select ${REFLECTION_COLUMNS} from ${REFLECTIONS_WITH_TEXTS} where f.user_id = $1 and x.user_id = $1 and f.date = $2::date and f.deleted_at is null`,
    [tx.userId, date],
  );
  return row ?? null;
}

/** Whether there is such a reflection; `deleted` counts those as well. */
export async function hasReflection(tx: Tx, id: string, deleted = false): Promise<boolean> {
  const rows = await tx.query("select 1 from app.reflections where user_id = $1 and id = $2 and (deleted_at is null or $3)", [
    tx.userId,
    id,
    deleted,
  ]);
  return rows.length > 0;
}

/** Days with a reflection and their moods, both ends included, rising: for calendar and trend. */
export function listMoods(tx: Tx, from: string, to: string): Promise<{ id: string; date: string; mood: number | null }[]> {
  return tx.query(
    `select id, date, mood from app.reflections where user_id = $1 and deleted_at is null and date between $2::date and $3::date order by date`,
    [tx.userId, from, to],
  );
}
