import type { Tone } from "@/components/ui/badge";
import type { ImportResult, ImportState } from "@/domain/imports";
import { formatNumber } from "@/domain/units";
import { counted } from "../_view/words";

/** States and results as people read them. */
export const STATE_WORDS: Record<ImportState, readonly [text: string, tone: Tone]> = {
  queued: ["Waiting", "info"],
  running: ["Running", "info"],
  done: ["Done", "good"],
  failed: ["Failed", "bad"],
  undone: ["Undone", "plain"],
};

export const RESULT_WORDS: Record<ImportResult, readonly [text: string, tone: Tone]> = {
  imported: ["Imported", "good"],
  updated: ["Updated", "info"],
  unchanged: ["Unchanged", "plain"],
  duplicate: ["Merged", "info"],
  failed: ["Failed", "bad"],
};

/** Results in the order in which they matter to whoever looks. */
export const RESULTS: readonly ImportResult[] = ["failed", "imported", "updated", "duplicate", "unchanged"];

/** Why a plain form came back, by the kind of its failure. */
export const PROBLEM_WORDS: Record<string, string> = {
  too_large: "Together the files are larger than 2 GB, or there are too many of them. Import them in parts.",
  invalid: "There was no file in the form. Choose at least one.",
  malformed: "The upload broke off. Nothing was kept; try again.",
  no_space: "The server's disk has no room for these files. Nothing was kept. Make room and send them again.",
  forbidden: "The form did not come from this page. Open it again and try once more.",
};
export const ANY_PROBLEM = "The upload did not work, and nothing was kept. Try again.";

/** What was uploaded, in a few words: "activities.zip", "run.fit and 2 more". */
export function filesText(files: readonly { name: string }[]): string {
  const [first] = files;
  if (!first) return "No files";
  const leaf = first.name.split("/").at(-1) ?? first.name;
  return files.length === 1 ? leaf : `${leaf} and ${files.length - 1} more`;
}

/** How many files there were and what became of what was in them: "22 files: 20 imported, 2 merged". */
export function outcomeText(files: number, counts: Record<ImportResult, number>, locale: string): string {
  const results = RESULTS.filter((result) => counts[result] > 0);
  const all = results.reduce((sum, result) => sum + counts[result], 0);
  const what = [counted(files, "file", { locale }), all === files ? "" : counted(all, "result", { locale })];
  return [what.filter(Boolean).join(", "), resultsText(counts, locale)].filter(Boolean).join(": ");
}

/** What became of the contents, in the order in which it matters: "37 failed, 78 imported, 46 unchanged". */
export function resultsText(counts: Record<ImportResult, number>, locale: string): string {
  return RESULTS.filter((result) => counts[result] > 0)
    .map((result) => `${formatNumber(counts[result], locale)} ${RESULT_WORDS[result][0].toLowerCase()}`)
    .join(", ");
}

/** What an import's progress counts. */
export function countedNoun(files: readonly { name: string }[]): string {
  if (files.length > 0 && files.every(({ name }) => /\.json(\.gz)?$/i.test(name))) return "days";
  return files.length > 0 && files.every(({ name }) => /\.csv$/i.test(name)) ? "rows" : "files";
}
