type Noun = "run" | "workout";

const wordOf = (noun: Noun) => (noun === "run" ? "run" : "activity");

/** Why a delivery made nothing new: it tells of an activity that is there. `label` names that one. */
export function sameAs(noun: Noun, label: string): string {
  return `The same ${wordOf(noun)} as ${label}; the two are one now.`;
}

/** What a person should look at: two activities that may be one. */
export function maybeSameAs(noun: Noun, label: string): string {
  return `This may be the same ${wordOf(noun)} as ${label}. That is not certain, so both were kept; if they are one, merge them on its page.`;
}

/** Why a delivery changed nothing: the person deleted what it tells of. */
export function staysDeleted(noun: Noun): string {
  return `You deleted this ${wordOf(noun)}, so it stays deleted. Restore it from the deleted ones if you want it back.`;
}
