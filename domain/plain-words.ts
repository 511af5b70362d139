import type { z } from "zod";

const TYPES: Record<string, string> = {
  string: "Write a text.",
  number: "Write a number.",
  int: "Write a whole number.",
  boolean: "Write true or false.",
  object: "Write an object.",
  array: "Write a list.",
};

/** The figure of a limit with what it counts: `5 characters`, `5 entries`, `5`. */
function limitText(limit: number | bigint, origin: string): string {
  const figure = limit.toLocaleString("en");
  if (origin === "string") return `${figure} ${Number(limit) === 1 ? "character" : "characters"}`;
  if (origin === "array" || origin === "set") return `${figure} ${Number(limit) === 1 ? "entry" : "entries"}`;
  return figure;
}

/**
 * What is wrong with a value, in words that say what to write instead. For all that a schema itself has no better words for; given to
 * zod with each parse. Undefined leaves the words to zod.
 */
export function plainWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "This is missing." : TYPES[issue.expected];
    case "too_small":
      return `${issue.inclusive === false ? "More than" : "At least"} ${limitText(issue.minimum, issue.origin)}.`;
    case "too_big":
      return `${issue.inclusive === false ? "Less than" : "At most"} ${limitText(issue.maximum, issue.origin)}.`;
    case "invalid_value":
      return `Write ${issue.values.length > 1 ? "one of " : ""}${issue.values.map(String).join(", ")}.`;
    default:
      return undefined;
  }
}
