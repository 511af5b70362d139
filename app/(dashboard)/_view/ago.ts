const STEPS: readonly [seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [86_400 * 365, "year"],
  [86_400 * 30, "month"],
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
];
const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** How long ago an instant was, in the largest unit that is not less than one: "3 hours ago", "yesterday", "just now". */
export function agoText(at: Date, now: Date): string {
  const seconds = (now.getTime() - at.getTime()) / 1000;
  const [size, unit] = STEPS.find(([step]) => seconds >= step) ?? [0, "second"];
  return size === 0 ? "just now" : words.format(-Math.floor(seconds / size), unit);
}
