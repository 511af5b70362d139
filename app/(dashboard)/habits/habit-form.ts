import { AUTO_METRICS, type AutoMetric, type HabitChanges, newHabitSchema } from "@/domain/habits";
import { parseNumber } from "@/domain/typed-values";
import type { Format } from "@/domain/units";
import { Failure } from "@/lib/errors";
import { checked } from "../_view/checked";
import { autoUnit } from "./habit-words";

const text = (value: unknown) => (typeof value === "string" ? value.trim() : "");

function wrong(path: string, message: string): Failure {
  return new Failure("invalid", "Some fields need another look.", { fields: [{ path, message }] });
}

function numberOf(written: string, path: string): number {
  const read = parseNumber(written);
  if (!read.ok) throw wrong(path, read.error);
  return read.value;
}

function wholeOf(written: string, path: string, most: number): number {
  const number = numberOf(written, path);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw wrong(path, `Write a whole number from 1 to ${most}.`);
}

function scheduleOf(sent: Record<string, unknown>) {
  const kind = text(sent["schedule"]);
  if (kind === "per_week") return { kind, times: wholeOf(text(sent["times"]), "times", 7) };
  if (kind === "every_days") return { kind, days: wholeOf(text(sent["days"]), "days", 365) };
  const weekdays = [sent["weekdays[]"] ?? []].flat().map(Number);
  if (weekdays.length === 0) throw wrong("schedule", "Choose at least one weekday below.");
  return { kind: "weekdays", weekdays };
}

function autoOf(sent: Record<string, unknown>, format: Format) {
  const asked = text(sent["auto"]);
  if (asked === "") return null;
  const metric: AutoMetric | undefined = AUTO_METRICS.find((known) => known === asked);
  if (!metric) throw wrong("auto", "Almanac knows no such fact. Choose one of the list.");
  if (metric === "reflections") return { metric, atLeast: 1 };
  const amount = numberOf(text(sent["atLeast"]), "atLeast");
  if (amount <= 0) throw wrong("atLeast", "Say from how much on a day counts: more than 0.");
  return { metric, atLeast: amount * autoUnit(metric, format).factor };
}

/** What a person wrote in the form of a habit, amounts in their units. @throws Failure "invalid" beside the field that cannot be read */
export function readHabitForm(
  sent: Record<string, unknown>,
  format: Format,
): ReturnType<typeof newHabitSchema.parse> & HabitChanges {
  const number = text(sent["kind"]) === "number";
  const target = text(sent["target"]);
  if (number && target === "") throw wrong("target", "Say how much a day asks for.");
  return checked(newHabitSchema, {
    name: text(sent["name"]),
    description: text(sent["description"]) || null,
    schedule: scheduleOf(sent),
    kind: number ? "number" : "yes_no",
    unit: number ? text(sent["unit"]) || null : null,
    target: number ? numberOf(target, "target") : null,
    targetType: number && text(sent["targetType"]) === "at_most" ? "at_most" : "at_least",
    auto: autoOf(sent, format),
    ...(text(sent["startDate"]) ? { startDate: text(sent["startDate"]) } : {}),
  });
}
