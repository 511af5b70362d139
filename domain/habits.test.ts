import { describe, expect, it } from "vitest";
import { fc } from "@/bin/test/properties";
import { type DayLog, dueOn, frequencyOf, type HabitRule, timesPlanned } from "./habit-days";
import { aliveStreak, habitStreaks } from "./habit-streaks";
import { strengthOn, strengthSeries } from "./habit-strength";
import type { Schedule } from "./habits";
import { addDays, dayNumber, daysBetween, weekday } from "./time-zones";

/** A Saturday. */
const TODAY = "2026-11-21";
const yesNo = (schedule: Schedule): HabitRule => ({ schedule, kind: "yes_no", target: null, targetType: "at_least" });
const DAILY = yesNo({ kind: "every_days", days: 1 });
const every = (days: number) => yesNo({ kind: "every_days", days });
const perWeek = (times: number) => yesNo({ kind: "per_week", times });
const on = (date: string, value = 1): DayLog => ({ date, value, skipped: false });
const skip = (date: string): DayLog => ({ date, value: 0, skipped: true });
const ago = (days: readonly number[]) => days.map((offset) => on(addDays(TODAY, -offset)));
/** Published to six digits, some of them cut off rather than rounded. */
const near = (value: number | undefined, published: number) =>
  expect(Math.abs((value ?? Number.NaN) - published)).toBeLessThan(1e-6);
const currentStreak = (rule: HabitRule, logs: readonly DayLog[], today: string) =>
  aliveStreak(rule, habitStreaks(rule, logs, today), today);
const last = (series: number[]) => series[series.length - 1] ?? Number.NaN;

describe("strength", () => {
  /** Days in a row from a Monday on: 1 done, 0 not, "s" skipped. */
  const series = (rule: HabitRule, days: (0 | 1 | "s")[]) => {
    const from = "2026-01-05";
    const logs = days.map((day, i) => (day === "s" ? skip(addDays(from, i)) : on(addDays(from, i), day)));
    return strengthSeries(rule, logs, from, addDays(from, days.length - 1));
  };

  // The vectors of METRICS, habits: published unit tests of Loop and its source run by hand.
  it("of a daily habit follows the published values", () => {
    const found = series(DAILY, [1, 1, 0, 1, "s", 0, 1]);
    const known = [0.051922, 0.101149, 0.095897, 0.14284, 0.14284, 0.135424, 0.180315];
    for (const [i, value] of known.entries()) near(found[i], value);
    near(
      last(
        series(
          DAILY,
          Array.from({ length: 20 }, () => 1 as const),
        ),
      ),
      0.655747,
    );
    expect(
      last(
        series(
          DAILY,
          Array.from({ length: 90 }, () => 1 as const),
        ),
      ),
    ).toBeGreaterThanOrEqual(0.99);
  });

  it("of rarer habits follows the published values", () => {
    near(last(series(every(2), [1, 1])), 0.054816);
    const mondays = Array.from({ length: 56 }, (_, i) => (i % 7 === 0 ? 1 : 0));
    near(last(series(perWeek(1), mondays)), 0.651992);
    const three = yesNo({ kind: "weekdays", weekdays: [1, 3, 5] });
    const weeks = Array.from({ length: 28 }, (_, i) => ([0, 2, 4].includes(i % 7) ? 1 : 0));
    near(last(series(three, weeks)), 0.539897);
    const two = Array.from({ length: 7 * 200 }, (_, i) => (i % 7 < 2 ? 1 : 0));
    expect(last(series(perWeek(3), two))).toBeCloseTo(2 / 3, 2);
  });

  it("of numbers goes by the sum of the days that count", () => {
    const number = (targetType: "at_least" | "at_most", target: number): HabitRule => ({
      ...DAILY,
      kind: "number",
      target,
      targetType,
    });
    const day = (rule: HabitRule, value: number) => last(strengthSeries(rule, [on(TODAY, value)], TODAY, TODAY));
    expect(day(number("at_least", 10), 5)).toBeCloseTo(0.051922 / 2, 6);
    expect(day(number("at_least", 10), 30)).toBeCloseTo(0.051922, 6);
    expect(day(number("at_least", 0), 0)).toBeCloseTo(0.051922, 6);
    expect(day(number("at_most", 10), 10)).toBe(1);
    expect(day(number("at_most", 10), 15)).toBeCloseTo(1 - 0.051922 / 2, 6);
    expect(day(number("at_most", 10), 99)).toBeCloseTo(1 - 0.051922, 6);
    expect(day(number("at_most", 0), 0)).toBe(1);
    expect(day(number("at_most", 0), 1)).toBeCloseTo(1 - 0.051922, 6);
  });

  it("of seven times a week is that of every day", () => {
    expect(frequencyOf({ kind: "weekdays", weekdays: [1, 2, 3, 4, 5, 6, 7] })).toEqual({ times: 1, days: 1 });
    expect(frequencyOf({ kind: "per_week", times: 7 })).toEqual({ times: 1, days: 1 });
  });

  it("does not fall before the day is over", () => {
    const logs = ago([1, 2, 3]);
    expect(strengthOn(DAILY, logs, addDays(TODAY, -3), TODAY)).toBeCloseTo(1 - 0.5 ** (3 / 13), 9);
    expect(strengthOn(DAILY, [...logs, on(TODAY, 0)], addDays(TODAY, -3), TODAY)).toBeLessThan(0.145);
    expect(strengthOn(DAILY, [], TODAY, TODAY)).toBe(0);
  });

  it("rises on a day of which nothing is known where the days before are enough for the week", () => {
    // Published for three times in seven days, on Monday, Wednesday and Friday of four weeks, by the last Sunday.
    const weeks = [0, 7, 14, 21].flatMap((week) => [6, 4, 2].map((day) => week + day));
    near(strengthOn(perWeek(3), ago(weeks), addDays(TODAY, -27), TODAY), 0.539897);
    const most: HabitRule = { ...DAILY, kind: "number", target: 1, targetType: "at_most" };
    const much = [on(addDays(TODAY, -1), 2)];
    expect(strengthOn(most, much, addDays(TODAY, -1), TODAY)).toBeCloseTo(0.5 ** (1 / 13), 9);
  });

  it("forgets what a habit was long ago, but no day that was skipped since", () => {
    const began = addDays(TODAY, -12_000);
    for (const schedule of [
      { kind: "every_days", days: 1 },
      { kind: "every_days", days: 30 },
      { kind: "per_week", times: 2 },
    ] as const) {
      const rule = { ...DAILY, schedule };
      // Done daily for years, skipped for years, and a little of everything lately.
      const logs = Array.from({ length: 12_000 }, (_, i) => i).flatMap((i) => {
        const log = { date: addDays(began, i), value: 1, skipped: i > 6000 && i < 11_990 };
        return i > 11_990 && i % 3 === 0 ? [] : [log];
      });
      const whole = (some: DayLog[]) => Math.max(...strengthSeries(rule, some, began, TODAY).slice(-2));
      expect(strengthOn(rule, logs, began, TODAY)).toBeCloseTo(whole(logs), 7);
      const forgotten = logs.filter(({ skipped }) => !skipped);
      expect(strengthOn(rule, forgotten, began, TODAY)).toBeCloseTo(whole(forgotten), 7);
    }
  });

  it("is what the formula gives when each window is summed anew", () => {
    fc.assert(
      fc.property(schedules, histories, (schedule, history) => {
        const from = "2026-01-01";
        const { logs, to } = logsOf(history, from);
        const { times, days } = frequencyOf(schedule);
        const twice = times < days ? 2 : 1;
        const m = 0.5 ** (Math.sqrt(times / days) / 13);
        let score = 0;
        const naive = history.map((day, i) => {
          const done = history.slice(Math.max(0, i + 1 - days * twice), i + 1).filter((one) => one === "yes").length;
          if (day !== "skip") score = score * m + Math.min(1, done / (times * twice)) * (1 - m);
          return score;
        });
        const found = strengthSeries(yesNo(schedule), logs, from, to);
        expect(found).toHaveLength(naive.length);
        for (const [i, value] of naive.entries()) expect(found[i]).toBeCloseTo(value, 9);
      }),
    );
  });
});

describe("streaks", () => {
  const lengths = (rule: HabitRule, offsets: readonly number[]) =>
    habitStreaks(rule, ago(offsets), TODAY).map(({ days }) => days);

  it("have the lengths of the published vectors", () => {
    expect(lengths(perWeek(1), [3, 10, 17, 24])).toEqual([25]);
    expect(lengths(perWeek(1), [3, 10, 20, 27])).toEqual([11, 14]);
    expect(lengths(perWeek(3), [1, 3, 5, 8, 10, 12])).toEqual([15]);
    expect(lengths(every(3), [0, 3, 6, 12])).toEqual([7, 3]);
    expect(lengths(DAILY, [0, 1, 2, 4, 5])).toEqual([3, 2]);
  });

  it("are kept by skipped days, which are none by themselves", () => {
    const logs = [...ago([0, 2, 3]), skip(addDays(TODAY, -1)), skip(addDays(TODAY, -9))];
    expect(habitStreaks(DAILY, logs, TODAY)).toEqual([{ from: "2026-11-18", to: TODAY, days: 4, times: 3 }]);
  });

  it("live on through today, and die at midnight", () => {
    expect(currentStreak(DAILY, ago([1, 2]), TODAY)?.days).toBe(2);
    expect(currentStreak(DAILY, ago([2, 3]), TODAY)).toBeNull();
    // Monday, Wednesday, Friday: on Saturday, after Friday was missed, nothing is left of Wednesday.
    const three = yesNo({ kind: "weekdays", weekdays: [1, 3, 5] });
    expect(currentStreak(three, ago([1, 3, 5]), TODAY)).toMatchObject({ from: "2026-11-16", times: 3 });
    expect(currentStreak(three, ago([3, 5]), TODAY)).toBeNull();
    expect(currentStreak(three, ago([3, 5]), "2026-11-20")).toMatchObject({ times: 2 });
    // A Tuesday more neither makes nor breaks anything.
    expect(currentStreak(three, ago([4]), TODAY)).toBeNull();
  });

  it("on weekdays are what a walk from day to day finds", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 }),
        histories,
        (weekdays, history) => {
          const { logs, to } = logsOf(history, "2026-01-01");
          const naive: { from: string; to: string }[] = [];
          let broken = true;
          for (const [i, day] of history.entries()) {
            const date = addDays("2026-01-01", i);
            if (!weekdays.includes(weekday(date))) continue;
            const kept = day === "yes" || day === "skip";
            const open = naive[naive.length - 1];
            if (kept && (broken || !open)) naive.push({ from: date, to: date });
            else if (kept && open) open.to = date;
            broken = !kept;
          }
          const inside = naive.map((span) => ({
            ...span,
            times: history.filter(
              (day, i) => day === "yes" && addDays("2026-01-01", i) >= span.from && addDays("2026-01-01", i) <= span.to,
            ).length,
          }));
          const found = habitStreaks(yesNo({ kind: "weekdays", weekdays }), logs, to);
          expect(found.map(({ from, to: end, times }) => ({ from, to: end, times }))).toEqual(
            inside.filter(({ times }) => times > 0).reverse(),
          );
        },
      ),
    );
  });

  it("of spans are what sliding each span by single days finds", () => {
    fc.assert(
      fc.property(schedules, histories, (schedule, history) => {
        if (schedule.kind === "weekdays") return;
        const { logs, to } = logsOf(history, "2026-01-01");
        const { times, days } = frequencyOf(schedule);
        const start = dayNumber("2026-01-01");
        const all = history.flatMap((day, i) => (day === "yes" ? [start + i] : []));
        const kept = new Set(history.flatMap((day, i) => (day === "yes" || day === "skip" ? [start + i] : [])));
        let newer = Number.POSITIVE_INFINITY;
        for (let i = all.length - times; i >= 0 && days > 1; i--) {
          const mine = all.slice(i, i + times);
          let [first, end] = [mine[0] ?? 0, (mine[0] ?? 0) + days - 1];
          const newest = mine[mine.length - 1] ?? 0;
          if (newest > end) continue;
          while (end >= newer && end > newest) [first, end] = [first - 1, end - 1];
          newer = first;
          for (let day = first; day <= end; day++) if (day <= dayNumber(to)) kept.add(day);
        }
        const found = habitStreaks(yesNo(schedule), logs, to);
        const inStreaks = new Set(
          found.flatMap(({ from, days: length }) => Array.from({ length }, (_, i) => dayNumber(from) + i)),
        );
        for (const day of all) expect(inStreaks.has(day)).toBe(true);
        for (const day of inStreaks) expect(kept.has(day)).toBe(true);
        for (const { from, to: end, days: length } of found) {
          expect([kept.has(dayNumber(from) - 1), kept.has(dayNumber(end) + 1)]).toEqual([false, false]);
          expect(length).toBe(daysBetween(from, end) + 1);
        }
      }),
    );
  });
});

describe("due", () => {
  it("on weekdays", () => {
    const rule = yesNo({ kind: "weekdays", weekdays: [6] });
    expect([dueOn(rule, [], TODAY, 1).due, dueOn(rule, [], "2026-11-22", 1).due]).toEqual([true, false]);
  });

  it("as long as the person's week lacks times", () => {
    const logs = [on("2026-11-15"), on("2026-11-17"), skip("2026-11-18")];
    expect(dueOn(perWeek(3), logs, TODAY, 1)).toEqual({ due: true, left: 1 });
    // Weeks from Sunday on: Sunday the 15th is part of this one.
    expect(dueOn(perWeek(3), logs, TODAY, 0)).toEqual({ due: false, left: 0 });
    expect(dueOn(perWeek(3), [on(TODAY)], TODAY, 1)).toEqual({ due: true, left: 3 });
  });

  it("so many days after it was last done or skipped", () => {
    expect(dueOn(every(3), [], TODAY, 1).due).toBe(true);
    expect(dueOn(every(3), [on("2026-11-19"), on("2026-11-10")], TODAY, 1).due).toBe(false);
    expect(dueOn(every(3), [on("2026-11-18")], TODAY, 1).due).toBe(true);
    expect(dueOn(every(3), [on("2026-11-10"), on("2026-11-20", 0)], TODAY, 1).due).toBe(true);
  });

  it("as many times in a week as the schedule says", () => {
    expect(timesPlanned({ kind: "weekdays", weekdays: [1, 3, 7] }, "2026-11-16", "2026-11-22")).toBe(3);
    expect(timesPlanned({ kind: "per_week", times: 4 }, "2026-11-16", "2026-11-22")).toBe(4);
    expect(timesPlanned({ kind: "every_days", days: 2 }, "2026-11-16", "2026-11-22")).toBe(3.5);
    expect(timesPlanned({ kind: "every_days", days: 2 }, "2026-11-22", "2026-11-16")).toBe(0);
  });

  it("each day that a schedule of weekdays or days falls due, and no other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), histories, (days, history) => {
        const { logs, to } = logsOf(history, "2026-01-01");
        const date = addDays(to, 1);
        const since = history.toReversed().findIndex((day) => day === "yes" || day === "skip");
        expect(dueOn(every(days), logs, date, 1).due).toBe(since < 0 || since + 1 >= days);
      }),
    );
  });
});

type Day = "yes" | "no" | "skip" | "none";
const histories = fc.array(fc.constantFrom<Day>("yes", "yes", "no", "skip", "none"), { minLength: 1, maxLength: 80 });

const schedules: fc.Arbitrary<Schedule> = fc.oneof(
  fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }).map((weekdays): Schedule => ({ kind: "weekdays", weekdays })),
  fc.integer({ min: 1, max: 7 }).map((times): Schedule => ({ kind: "per_week", times })),
  fc.integer({ min: 1, max: 12 }).map((days): Schedule => ({ kind: "every_days", days })),
);

function logsOf(history: readonly Day[], from: string): { logs: DayLog[]; to: string } {
  const logs = history.flatMap((day, i) => {
    const date = addDays(from, i);
    return day === "none" ? [] : day === "skip" ? [skip(date)] : [on(date, day === "yes" ? 1 : 0)];
  });
  return { logs, to: addDays(from, history.length - 1) };
}
