import type { StrengthExercise } from "@/domain/strength";
import { sha256 } from "@/lib/crypto";
import { arrayLiteral } from "./bulk";
import type { Tx } from "./client";

const BY_TITLE = "title_";

/** Exercises that an export names without an id are known by their title. */
function idOfTitle(title: string): string {
  return `${BY_TITLE}${sha256(title.trim().toLowerCase()).toString("hex").slice(0, 24)}`;
}

/** Gives the exercises of exports the ids that Hevy's API told for their titles, else one that their title makes. */
export async function identified<Session extends { exercises: readonly StrengthExercise[] }>(
  tx: Tx,
  sessions: readonly Session[],
): Promise<(Session & { exercises: StrengthExercise[] })[]> {
  const titles = [...new Set(sessions.flatMap(({ exercises }) => exercises.map(({ title }) => title.toLowerCase())))];
  const rows = await tx.query<{ title: string; id: string }>(
    `select lower(s.exercise) as title, max(s.exercise_id) as id from app.strength_sets s
      where s.user_id = $1 and lower(s.exercise) = any($2::text[]) and s.exercise_id not like 'title\\_%' group by 1`,
    [tx.userId, arrayLiteral(titles)],
  );
  const ids = new Map(rows.map(({ title, id }) => [title, id]));
  return sessions.map((session) => ({
    ...session,
    exercises: session.exercises.map((one) => ({ ...one, exerciseId: ids.get(one.title.toLowerCase()) ?? idOfTitle(one.title) })),
  }));
}

/** Gives exercises without an id, and those whose id only their title had made, the id that their title has by now. */
export async function named(tx: Tx, exercises: readonly StrengthExercise[]): Promise<StrengthExercise[]> {
  const nameless = exercises.filter(({ exerciseId }) => exerciseId === "" || exerciseId.startsWith(BY_TITLE));
  if (nameless.length === 0) return [...exercises];
  const [session] = await identified(tx, [{ exercises: nameless }]);
  return exercises.map((one) => session?.exercises[nameless.indexOf(one)] ?? one);
}

/** Sets that an export had brought without an id join those of the exercise that the API names alike. */
export async function adoptTitles(tx: Tx, sessions: readonly { exercises: readonly StrengthExercise[] }[]): Promise<void> {
  const known = new Map(sessions.flatMap(({ exercises }) => exercises.map((one) => [idOfTitle(one.title), one.exerciseId])));
  if (known.size === 0) return;
  await tx.query(
    `update app.strength_sets s set exercise_id = k.id from unnest($2::text[], $3::text[]) k(was, id)
      where s.user_id = $1 and s.exercise_id = k.was`,
    [tx.userId, arrayLiteral(known.keys()), arrayLiteral(known.values())],
  );
}
