import { parseRepeat, type RepeatRule } from "./repeat-rules";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];
const UNITS = { DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" } as const;
const NTH = ["first", "second", "third", "fourth", "fifth"];

/** A repeat rule in plain words: “Every 2 weeks on Monday and Friday, 5 times”. */
export function describeRepeat(repeat: string, repeatFrom: "due" | "completion" = "due"): string {
  const rule = parseRepeat(repeat);
  return `${whenOf(rule)}${repeatFrom === "completion" ? " after it is done" : ""}${endOf(rule)}`;
}

function whenOf(rule: RepeatRule): string {
  const { frequency, interval, weekdays, monthDays, months } = rule;
  const plain = monthDays.length === 0 && months.length === 0;
  const days = weekdays.map(({ weekday, nth }) => (nth === null ? 0 : 100) + weekday).join();
  if (interval === 1 && plain && days === "1,2,3,4,5" && (frequency === "DAILY" || frequency === "WEEKLY"))
    return "Every weekday";
  const unit = UNITS[frequency];
  const words = [interval === 1 ? `Every ${unit}` : `Every ${interval} ${unit}s`];
  const on = [...monthDays.map(monthDayOf), ...weekdays.map(weekdayOf)];
  if (monthDays.length > 0 && weekdays.length > 0) {
    words.push(`on ${listed(weekdays.map(weekdayOf))} if it is ${listed(monthDays.map(monthDayOf), "or")}`);
  } else if (on.length > 0) words.push(`on ${listed(on)}`);
  if (months.length > 0) words.push(`in ${listed(months.map((month) => MONTHS[month - 1] ?? ""))}`);
  return words.join(" ");
}

function weekdayOf({ weekday, nth }: { weekday: number; nth: number | null }): string {
  const name = WEEKDAYS[weekday - 1] ?? "";
  if (nth === null) return name;
  const from = NTH[Math.abs(nth) - 1] ?? "";
  return nth > 0 ? `the ${from} ${name}` : nth === -1 ? `the last ${name}` : `the ${from} to last ${name}`;
}

function monthDayOf(day: number): string {
  return day > 0 ? `the ${ordinal(day)}` : day === -1 ? "the last day" : `the ${ordinal(-day)} to last day`;
}

/** 1st, 2nd, 3rd, 4th, 11th, 21st … */
function ordinal(number: number): string {
  const teen = number % 100 > 10 && number % 100 < 14;
  return `${number}${(teen ? undefined : ["th", "st", "nd", "rd"][number % 10]) ?? "th"}`;
}

function listed(words: readonly string[], and = "and"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${and} ${words[words.length - 1]}`;
}

function endOf({ count, until }: RepeatRule): string {
  if (count !== null) return count === 1 ? ", once" : `, ${count} times`;
  if (until === null) return "";
  return `, until ${Number(until.slice(8))} ${MONTHS[Number(until.slice(5, 7)) - 1]} ${until.slice(0, 4)}`;
}
