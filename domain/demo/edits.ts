import type { DemoActivity } from "./life";

/** Something that the person of the demo has put right by hand; `field` as the API names it, `column` as the database does. */
export type DemoEdit = {
  field: "name" | "distance" | "notes";
  column: "name" | "distance_m" | "notes";
  before: string | number | null;
  after: string | number;
  reason: string | null;
};

/** The edit of a run, to about one in seventy: names, notes, and distances that a treadmill's belt knows better than the wrist. */
export function editOf(run: Omit<DemoActivity, "edit">, dice: number): DemoEdit | null {
  const { facts } = run;
  if (facts.indoor && dice < 0.12 && facts.distanceM !== null) {
    const belt = Math.round(facts.distanceM / 100 + 2) * 100;
    return {
      field: "distance",
      column: "distance_m",
      before: Math.round(facts.distanceM * 1000) / 1000,
      after: belt,
      reason: "Distance from the belt.",
    };
  }
  if (dice > 0.012 || facts.indoor) return null;
  if (dice < 0.006)
    return { field: "name", column: "name", before: facts.name, after: `${facts.name} with the club`, reason: null };
  return {
    field: "notes",
    column: "notes",
    before: facts.notes,
    after: "Thunder on the last hill, sheltered under the bridge.",
    reason: null,
  };
}
