import { describe, expect, it } from "vitest";
import { fc } from "@/bin/test/properties";
import { firstOccurrence, nextRepeat, occurrencesAfter } from "./repeat-days";
import { type Frequency, formatRepeat, parseRepeat, type RepeatRule } from "./repeat-rules";
import { addDays, daysBetween, weekday } from "./time-zones";

/** The first `count` days of a rule after its start. */
function take(text: string, start: string, count: number): string[] {
  const days: string[] = [];
  for (const day of occurrencesAfter(parseRepeat(text), start)) {
    if (days.push(day) === count) break;
  }
  return days;
}

describe("days of a rule", () => {
  // The examples of RFC 5545, 3.8.5.3, without their hours.
  it.each([
    ["FREQ=DAILY;INTERVAL=10", "1997-09-02", "1997-09-12 1997-09-22 1997-10-02"],
    ["FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09-02", "1997-09-16 1997-09-30 1997-10-14"],
    ["FREQ=WEEKLY;BYDAY=TU,TH", "1997-09-02", "1997-09-04 1997-09-09 1997-09-11"],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR;WKST=SU", "1997-09-01", "1997-09-03 1997-09-05 1997-09-15 1997-09-17"],
    ["FREQ=MONTHLY;BYDAY=1FR", "1997-09-05", "1997-10-03 1997-11-07 1997-12-05"],
    ["FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU", "1997-09-07", "1997-09-28 1997-11-02 1997-11-30 1998-01-04 1998-01-25"],
    ["FREQ=MONTHLY;BYDAY=-2MO", "1997-09-22", "1997-10-20 1997-11-17 1997-12-22"],
    ["FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28", "1997-10-29 1997-11-28 1997-12-29 1998-01-29 1998-02-26"],
    ["FREQ=MONTHLY;BYMONTHDAY=1,-1", "1997-09-30", "1997-10-01 1997-10-31 1997-11-01 1997-11-30"],
    ["FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10,11", "1997-09-10", "1997-09-11 1999-03-10 1999-03-11"],
    ["FREQ=YEARLY;BYMONTH=6,7", "1997-06-10", "1997-07-10 1998-06-10 1998-07-10"],
    ["FREQ=YEARLY;BYDAY=TH;BYMONTH=3", "1997-03-13", "1997-03-20 1997-03-27 1998-03-05"],
    ["FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1998-02-13", "1998-03-13 1998-11-13 1999-08-13 2000-10-13"],
    ["FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05", "2000-11-07 2004-11-02"],
    // WKST decides which weeks are meant.
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", "1997-08-05", "1997-08-10 1997-08-19 1997-08-24"],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "1997-08-05", "1997-08-17 1997-08-19 1997-08-31"],
    // Days that do not exist are left out.
    ["FREQ=MONTHLY", "2026-01-31", "2026-03-31 2026-05-31 2026-07-31"],
    ["FREQ=YEARLY", "2024-02-29", "2028-02-29 2032-02-29"],
  ])("%s from %s", (text, start, days) => {
    expect(take(text, start, days.split(" ").length)).toEqual(days.split(" "));
  });

  it("end with UNTIL, that day included, and where there can be none", () => {
    expect(take("FREQ=DAILY;UNTIL=20261123", "2026-11-21", 9)).toEqual(["2026-11-22", "2026-11-23"]);
    expect(take("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01", 1)).toEqual([]);
    expect(take("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "2026-11-24", 1)).toEqual([]);
  });

  it("are those that a look at every single day finds", () => {
    fc.assert(
      fc.property(rules, fc.integer({ min: 0, max: 12_000 }), (rule, offset) => {
        const start = addDays("2000-01-01", offset);
        const till = addDays(start, 1500);
        const found: string[] = [];
        for (const day of occurrencesAfter(rule, start)) {
          if (day > till) break;
          found.push(day);
        }
        const naive: string[] = [];
        for (let day = addDays(start, 1); day <= till; day = addDays(day, 1)) if (fits(rule, start, day)) naive.push(day);
        expect(found).toEqual(naive);
      }),
      { numRuns: process.env["PROVE"] ? 5_000 : 150 },
    );
  });

  it("begin where a new task's rule says", () => {
    expect(firstOccurrence(parseRepeat("FREQ=WEEKLY;BYDAY=SA"), "2026-11-21")).toBe("2026-11-21");
    expect(firstOccurrence(parseRepeat("FREQ=WEEKLY;INTERVAL=3;BYDAY=FR"), "2026-11-21")).toBe("2026-11-27");
    expect(firstOccurrence(parseRepeat("FREQ=DAILY;INTERVAL=3"), "2026-11-21")).toBe("2026-11-21");
  });
});

describe("the next of a task that was done", () => {
  const next = (repeat: string, dueDate: string | null, doneOn: string, repeatFrom: "due" | "completion" = "due") =>
    nextRepeat({ repeat, dueDate, repeatFrom, doneOn });

  it("is counted from its due date, whether it was done early or on the day", () => {
    expect(next("FREQ=WEEKLY", "2026-11-23", "2026-11-21")?.dueDate).toBe("2026-11-30");
    expect(next("FREQ=WEEKLY", "2026-11-23", "2026-11-23")?.dueDate).toBe("2026-11-30");
  });

  it("is none of those that have passed when it was done late", () => {
    expect(next("FREQ=WEEKLY", "2026-11-02", "2026-11-21")?.dueDate).toBe("2026-11-23");
    expect(next("FREQ=DAILY;INTERVAL=2", "2026-11-01", "2026-11-21")?.dueDate).toBe("2026-11-21");
  });

  it("done long after, is the first of the rule's days since, however many were passed over", () => {
    fc.assert(
      fc.property(rules, fc.integer({ min: 0, max: 4000 }), (rule, late) => {
        const [start, text] = ["2016-02-29", formatRepeat(rule)];
        const doneOn = addDays(start, late);
        const horizon = addDays(doneOn, 20_000);
        let expected: string | null = null;
        for (const day of occurrencesAfter(rule, start)) {
          if (day >= doneOn) expected = day;
          if (expected !== null || day > horizon) break;
        }
        if (expected !== null) expect(next(text, start, doneOn)?.dueDate).toBe(expected);
      }),
      { numRuns: 150 },
    );
  });

  it("ends with what can be planned for", () => {
    expect(next("FREQ=DAILY", "2199-12-30", "2199-12-30")?.dueDate).toBe("2199-12-31");
    expect(next("FREQ=DAILY", "2199-12-31", "2199-12-31")).toBeNull();
  });

  it("is counted from the day it was done where the rule says so", () => {
    expect(next("FREQ=DAILY;INTERVAL=3", "2026-11-02", "2026-11-21", "completion")?.dueDate).toBe("2026-11-24");
    expect(next("FREQ=MONTHLY", "2026-11-02", "2026-11-21", "completion")?.dueDate).toBe("2026-12-21");
  });

  it("counts on from today where it had no due date", () => {
    expect(next("FREQ=DAILY", null, "2026-11-21")?.dueDate).toBe("2026-11-22");
  });

  it("takes one off COUNT for each that came or was passed over, until none is left", () => {
    expect(next("FREQ=DAILY;COUNT=3", "2026-11-21", "2026-11-21")).toEqual({
      dueDate: "2026-11-22",
      repeat: "FREQ=DAILY;COUNT=2",
    });
    expect(next("FREQ=DAILY;COUNT=3", "2026-11-19", "2026-11-21")).toEqual({
      dueDate: "2026-11-21",
      repeat: "FREQ=DAILY;COUNT=1",
    });
    expect(next("FREQ=DAILY;COUNT=3", "2026-11-18", "2026-11-21")).toBeNull();
    expect(next("FREQ=DAILY;COUNT=1", "2026-11-21", "2026-11-21")).toBeNull();
    expect(next("FREQ=DAILY;UNTIL=20261121", "2026-11-21", "2026-11-21")).toBeNull();
  });

  it("done each time on its day, a rule with COUNT makes exactly that many tasks, on the days of the rule", () => {
    fc.assert(
      fc.property(rules, fc.integer({ min: 1, max: 6 }), (rule, count) => {
        const start = "2026-11-21";
        const expected: string[] = [start];
        for (const day of occurrencesAfter({ ...rule, until: null }, start)) {
          if (expected.length === count) break;
          expected.push(day);
        }
        const made: string[] = [];
        let task: { dueDate: string; repeat: string } | null = {
          dueDate: start,
          repeat: formatRepeat({ ...rule, until: null, count }),
        };
        while (task) {
          made.push(task.dueDate);
          task = nextRepeat({ ...task, repeatFrom: "due", doneOn: task.dueDate });
        }
        // A rule that looks at the first day only for its weekday or day of month goes on from any of its days as from the first.
        if (rule.frequency === "WEEKLY" || rule.interval === 1) expect(made).toEqual(expected);
        else expect(made.length).toBeLessThanOrEqual(count);
      }),
      { numRuns: process.env["PROVE"] ? 5_000 : 100 },
    );
  });
});

const frequency = fc.constantFrom<Frequency>("DAILY", "WEEKLY", "MONTHLY", "YEARLY");

/** Any rule that the text form allows. */
const rules: fc.Arbitrary<RepeatRule> = fc
  .record({
    frequency,
    interval: fc.integer({ min: 1, max: 5 }),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
    nth: fc.option(fc.constantFrom(1, 2, 5, -1, -2), { nil: null }),
    monthDays: fc.uniqueArray(fc.constantFrom(1, 13, 28, 29, 30, 31, -1, -3), { maxLength: 2 }),
    months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 2 }),
    until: fc.option(fc.constantFrom("2001-06-30", "2028-02-29"), { nil: null }),
    weekStart: fc.constantFrom(1, 6, 7),
  })
  .map((wish) => {
    const { frequency: kind } = wish;
    const nth = kind === "MONTHLY" || kind === "YEARLY" ? wish.nth : null;
    const weekdays = kind === "YEARLY" && wish.months.length === 0 ? [] : wish.weekdays.map((day) => ({ weekday: day, nth }));
    const monthDays = kind === "WEEKLY" ? [] : wish.monthDays;
    const { interval, months, until, weekStart } = wish;
    return parseRepeat(formatRepeat({ frequency: kind, interval, weekdays, monthDays, months, count: null, until, weekStart }));
  });

/** RFC 5545's table of BY-rules, read for one day. */
function fits(rule: RepeatRule, start: string, day: string): boolean {
  if (rule.until !== null && day > rule.until) return false;
  const year = Number(day.slice(0, 4)) - Number(start.slice(0, 4));
  const month = year * 12 + Number(day.slice(5, 7)) - Number(start.slice(5, 7));
  const weekOf = (date: string) => addDays(date, -((weekday(date) - rule.weekStart + 7) % 7));
  const apart = {
    DAILY: daysBetween(start, day),
    WEEKLY: daysBetween(weekOf(start), weekOf(day)) / 7,
    MONTHLY: month,
    YEARLY: year,
  }[rule.frequency];
  if (apart % rule.interval !== 0) return false;
  if (rule.months.length > 0 && !rule.months.includes(Number(day.slice(5, 7)))) return false;
  const inMonth = Number(day.slice(8));
  // How far the month goes on behind this day.
  let behind = 0;
  while (addDays(day, behind + 1).slice(0, 7) === day.slice(0, 7)) behind++;
  if (rule.monthDays.length > 0 && !rule.monthDays.some((wanted) => wanted === inMonth || wanted === -(behind + 1))) return false;
  const onWeekday = ({ weekday: wanted, nth }: RepeatRule["weekdays"][number]) =>
    wanted === weekday(day) &&
    (nth === null || nth === Math.floor((inMonth - 1) / 7) + 1 || nth === -(Math.floor(behind / 7) + 1));
  if (rule.weekdays.length > 0) return rule.weekdays.some(onWeekday);
  if (rule.frequency === "WEEKLY") return weekday(day) === weekday(start);
  if (rule.frequency === "DAILY" || rule.monthDays.length > 0) return true;
  const sameDay = inMonth === Number(start.slice(8));
  if (rule.frequency === "MONTHLY") return sameDay;
  return sameDay && (rule.months.length > 0 || day.slice(5, 7) === start.slice(5, 7));
}
