import type pg from "pg";

/** One thing that was looked at. `note` is worth knowing, `problem` has to be mended; both say how. */
export type Finding = { state: "ok" | "note" | "problem"; topic: string; text: string; fix?: string };

/** What statements are asked of. */
export type Client = Pick<pg.ClientBase, "query">;

/** The rows of a statement. */
export async function rows<Row extends object>(client: Client, text: string, values: unknown[] = []): Promise<Row[]> {
  return (await client.query<Row & pg.QueryResultRow>(text, values)).rows;
}

/** A thing that is as it should be. */
export const ok = (topic: string, text: string): Finding => ({ state: "ok", topic, text });
/** Something worth knowing. */
export const note = (topic: string, text: string, fix: string): Finding => ({ state: "note", topic, text, fix });
/** Something that has to be mended. */
export const problem = (topic: string, text: string, fix: string): Finding => ({ state: "problem", topic, text, fix });

/** The names of what was found wrong, as one finding, or the praise. */
export function verdict(
  topic: string,
  wrong: { name: string }[],
  text: (names: string) => string,
  fix: string,
  praise: string,
): Finding[] {
  if (wrong.length === 0) return [ok(topic, praise)];
  return [problem(topic, text(wrong.map(({ name }) => name).join(", ")), fix)];
}
