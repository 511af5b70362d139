const LABELS: Record<string, string> = {
  title: "Title",
  startAt: "Start",
  endAt: "End",
  duration: "Duration",
  description: "Notes",
  exercises: "Exercises",
  deletedAt: "Deleted",
};

/** The label of a field of a session, by its name in the API. */
export function strengthLabelOf(field: string): string {
  return LABELS[field] ?? field;
}
