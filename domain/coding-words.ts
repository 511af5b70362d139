/** Whole hours, minutes and seconds of a duration; fractions of a second are dropped, as WakaTime does. */
export type DurationParts = { hours: number; minutes: number; seconds: number };

/** @param seconds not negative */
export function durationParts(seconds: number): DurationParts {
  const whole = Math.floor(seconds);
  return { hours: Math.floor(whole / 3600), minutes: Math.floor(whole / 60) % 60, seconds: whole % 60 };
}

/** The platform's own way with thousands takes longer than all the rest of an answer together. */
const written = (count: number) => (count < 1_000 ? String(count) : count.toLocaleString("en-US"));
const counted = (count: number, word: string) => `${written(count)} ${word}${count === 1 ? "" : "s"}`;

/** A duration in WakaTime's words: `1 hr 23 mins`, `2 mins`, `7 secs`. */
export function durationText(seconds: number): string {
  const parts = durationParts(seconds);
  if (parts.hours > 0) {
    const hours = counted(parts.hours, "hr");
    return parts.minutes > 0 ? `${hours} ${counted(parts.minutes, "min")}` : hours;
  }
  return parts.minutes > 0 ? counted(parts.minutes, "min") : counted(parts.seconds, "sec");
}

const two = (value: number) => String(value).padStart(2, "0");

/** A duration as a clock shows it: `1:23`, with seconds `1:23:45`. */
export function digital(seconds: number, withSeconds = false): string {
  const parts = durationParts(seconds);
  return `${parts.hours}:${two(parts.minutes)}${withSeconds ? `:${two(parts.seconds)}` : ""}`;
}

/** A duration as hours with two decimals: `1.38`. */
export function decimal(seconds: number): string {
  const { hours, minutes } = durationParts(seconds);
  return (hours + minutes / 60).toFixed(2);
}

const ABBREVIATIONS: Record<string, string> = { ai: "AI" };

/** A category with capitals: `ai coding` is `AI Coding`. */
export function categoryTitle(category: string): string {
  return (category || "coding")
    .split(" ")
    .map((word) => ABBREVIATIONS[word.toLowerCase()] ?? word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(" ");
}

/** A language's name, `Other` where none was told. */
function languageTitle(language: string): string {
  return language || "Other";
}

/** A project's name, `Unknown Project` where none was told. */
function projectTitle(project: string): string {
  return project || "Unknown Project";
}

/** Everything else that can be unknown: editors, systems, machines, branches. */
export function titleOf(dimension: string, name: string): string {
  if (dimension === "category") return categoryTitle(name);
  if (dimension === "language") return languageTitle(name);
  if (dimension === "project") return projectTitle(name);
  if (dimension === "agent") return name || "By hand";
  return name || "Unknown";
}
