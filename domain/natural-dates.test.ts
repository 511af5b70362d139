import { describe, expect, it } from "vitest";
import { fc } from "@/bin/test/properties";
import { readQuickAdd } from "./natural-dates";
import { addDays, localDate, weekday } from "./time-zones";

/** Saturday, 21 November 2026; weeks begin on Monday unless said. */
const TODAY = "2026-11-21";
const read = (line: string, today = TODAY, firstWeekday = 1) => readQuickAdd(line, { today, firstWeekday });

describe("a day in quick add", () => {
  it.each([
    ["Call mum today", "2026-11-21"],
    ["Call mum tomorrow", "2026-11-22"],
    ["tomorrow call mum", "2026-11-22"],
    ["Call mum fri", "2026-11-27"],
    ["Call mum by Friday", "2026-11-27"],
    ["Call mum sat", "2026-11-28"],
    ["Call mum this saturday", "2026-11-21"],
    ["Call mum next monday", "2026-11-23"],
    ["Call mum next sat", "2026-11-28"],
    ["Call mum next week", "2026-11-23"],
    ["Call mum next month", "2026-12-01"],
    ["Call mum next year", "2027-01-01"],
    ["Call mum in 3 days", "2026-11-24"],
    ["Call mum in a week", "2026-11-28"],
    ["Call mum in two months", "2027-01-21"],
    ["Call mum 24 dec", "2026-12-24"],
    ["Call mum on Dec 24th", "2026-12-24"],
    ["Call mum 3 may", "2027-05-03"],
    ["Call mum 21 nov", "2026-11-21"],
    ["Call mum 24 december 2027", "2027-12-24"],
    ["Call mum dec 24, 2027", "2027-12-24"],
    ["Call mum 24.12.", "2026-12-24"],
    ["Call mum 24.12.2027", "2027-12-24"],
    ["Call mum 2026-12-24", "2026-12-24"],
    ["Call mum on the 5th", "2026-12-05"],
    ["Call mum end of month", "2026-11-30"],
    ["Call mum day after tomorrow", "2026-11-23"],
    ["Call mum 29 feb", "2028-02-29"],
    ["Call mum this weekend", "2026-11-21"],
    ["Call mum tmr", "2026-11-22"],
    ["Call mum weds", "2026-11-25"],
    ["Call mum in 3d", "2026-11-24"],
    ["Call mum in 2w", "2026-12-05"],
    ["Call mum end of week", "2026-11-22"],
    ["Call mum 1st of december", "2026-12-01"],
    ["Call mum on the 1st of December", "2026-12-01"],
    ["Call mum Friday 27 November", "2026-11-27"],
    ["Call mum fri, dec 4th", "2026-12-04"],
    ["Call mum on fri 27.11.", "2026-11-27"],
    ["Call mum starting monday", "2026-11-23"],
    ["Call mum 4/12/2026", "2026-12-04"],
    ["Call mum by 4/12", "2026-12-04"],
    ["Call mum due 31.12", "2026-12-31"],
  ])("%s", (line, day) => {
    const { title, dueDate } = read(line);
    expect([title.toLowerCase(), dueDate]).toEqual(["call mum", day]);
  });

  it("does not lose a weekday that is not the date's", () => {
    expect(read("Say it thursday 27 november")).toMatchObject({ title: "Say it thursday", dueDate: "2026-11-27" });
  });

  it("goes by the order in which the person writes days with strokes", () => {
    const by = (locale: string) => readQuickAdd("Pay by 4/12", { today: TODAY, firstWeekday: 1, locale }).dueDate;
    expect([by("en-GB"), by("de-DE"), by("en-US")]).toEqual(["2026-12-04", "2026-12-04", "2027-04-12"]);
  });

  it("leaves a time of the day in the title", () => {
    expect(read("Call mum tomorrow at 9")).toMatchObject({ title: "Call mum at 9", dueDate: "2026-11-22" });
    expect(read("Call mum fri 5:30 pm")).toMatchObject({ title: "Call mum 5:30 pm", dueDate: "2026-11-27" });
    expect(read("Call mum tomorrow morning")).toMatchObject({ title: "Call mum morning", dueDate: "2026-11-22" });
    expect(read("Call mum at 9")).toMatchObject({ title: "Call mum at 9", dueDate: null });
    expect(read("Stretch every morning")).toMatchObject({ title: "Stretch", repeat: "FREQ=DAILY" });
  });

  it("goes by the person's own weeks", () => {
    // On a Sunday the next week begins tomorrow, or in seven days.
    expect(read("Plan next monday", "2026-11-22", 1).dueDate).toBe("2026-11-23");
    expect(read("Plan next monday", "2026-11-22", 0).dueDate).toBe("2026-11-30");
    expect(read("Plan next week", "2026-11-22", 0).dueDate).toBe("2026-11-29");
    expect(read("Plan next week", "2026-11-20", 6).dueDate).toBe("2026-11-21");
  });

  it("keeps the last day of a short month", () => {
    expect(read("Pay in a month", "2027-01-31").dueDate).toBe("2027-02-28");
    expect(read("Pay in a year", "2028-02-29").dueDate).toBe("2029-02-28");
  });

  it.each([
    "Read Sunday Times",
    "Sun cream",
    "Sat nav update",
    "March for peace",
    "Ask about 12/11",
    "Help 5th grade",
    "Decide today or tomorrow",
    "Stay until friday",
    "Watch the day after tomorrow",
    "Talk about last sunday",
    "Fill in 31 nov",
    "Fill in 2026-02-30",
    "tomorrow",
    "Next week",
    'Read "Tomorrow"',
    "Look in 0 days",
    "Daily bake",
    "Read the weekly",
    "Call Tom",
    "Put out the bins every second tuesday",
    "Open 24/7",
    "Order p1 or p2",
    "Watch every episode",
    "Ask every 0 days",
    "1 may or june",
  ])("%s: stays text", (line) => {
    expect(read(line)).toEqual({
      title: line,
      dueDate: null,
      priority: 0,
      repeat: null,
      repeatFrom: "due",
      goals: [],
      found: [],
    });
  });
});

describe("a repeat in quick add", () => {
  it.each([
    ["Stretch every day", "FREQ=DAILY", "2026-11-21"],
    ["Stretch every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23"],
    ["Stretch every monday", "FREQ=WEEKLY;BYDAY=MO", "2026-11-23"],
    ["Stretch every sat", "FREQ=WEEKLY;BYDAY=SA", "2026-11-21"],
    ["Stretch every Mon, Wed and Fri", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-11-23"],
    ["Stretch every tuesdays", "FREQ=WEEKLY;BYDAY=TU", "2026-11-24"],
    ["Stretch every 2 weeks", "FREQ=WEEKLY;INTERVAL=2", "2026-11-21"],
    ["Stretch every other week on thu", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "2026-11-26"],
    ["Stretch every month", "FREQ=MONTHLY", "2026-11-21"],
    ["Stretch every month on the 1st", "FREQ=MONTHLY;BYMONTHDAY=1", "2026-12-01"],
    ["Stretch every 1st and 15th", "FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-12-01"],
    ["Stretch every month on the last day", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30"],
    ["Stretch every 24 dec", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", "2026-12-24"],
    ["Stretch every year on feb 29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29"],
    ["Stretch every 3 days starting tomorrow", "FREQ=DAILY;INTERVAL=3", "2026-11-22"],
    ["Stretch tomorrow every 3 days", "FREQ=DAILY;INTERVAL=3", "2026-11-22"],
    ["Stretch daily", "FREQ=DAILY", "2026-11-21"],
    ["Stretch fortnightly", "FREQ=WEEKLY;INTERVAL=2", "2026-11-21"],
    ["Stretch every quarter", "FREQ=MONTHLY;INTERVAL=3", "2026-11-21"],
    ["Stretch every night", "FREQ=DAILY", "2026-11-21"],
    ["Stretch every other tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24"],
    ["Stretch every 2nd week", "FREQ=WEEKLY;INTERVAL=2", "2026-11-21"],
    ["Stretch every last friday", "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27"],
    ["Stretch every first monday of the month", "FREQ=MONTHLY;BYDAY=1MO", "2026-12-07"],
    ["Stretch every second tuesday of the month", "FREQ=MONTHLY;BYDAY=2TU", "2026-12-08"],
    ["Stretch every month on the third wed", "FREQ=MONTHLY;BYDAY=3WE", "2026-12-16"],
    ["Stretch every last day of the month", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30"],
    ["Stretch every day until 1 dec", "FREQ=DAILY;UNTIL=20261201", "2026-11-21"],
    ["Stretch every week starting monday until 31.12.", "FREQ=WEEKLY;UNTIL=20261231", "2026-11-23"],
    ["every weekday stretch", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23"],
  ])("%s", (line, repeat, dueDate) => {
    expect({ ...read(line), found: [] }).toMatchObject({ repeat, dueDate, repeatFrom: "due" });
    expect(read(line).title.toLowerCase()).toBe("stretch");
  });

  it.each(["Stretch every! 3 days", "Stretch every 3 days after done"])("%s: counts from its completion", (line) => {
    expect(read(line)).toMatchObject({ title: "Stretch", repeat: "FREQ=DAILY;INTERVAL=3", repeatFrom: "completion" });
  });
});

describe("marks in quick add", () => {
  it("are read anywhere, and leave the title", () => {
    expect(read("Pay !3 the rent #home on 1 dec #money")).toEqual({
      title: "Pay the rent",
      dueDate: "2026-12-01",
      priority: 3,
      repeat: null,
      repeatFrom: "due",
      goals: ["home", "money"],
      found: [
        { kind: "priority", text: "!3" },
        { kind: "goal", text: "#home" },
        { kind: "goal", text: "#money" },
        { kind: "due", text: "on 1 dec" },
      ],
    });
  });

  it("number priorities from the highest, at the end", () => {
    expect(read("Pay the rent p1")).toMatchObject({ title: "Pay the rent", priority: 3 });
    expect(read("Pay the rent p3 tomorrow")).toMatchObject({ title: "Pay the rent", priority: 1, dueDate: "2026-11-22" });
    expect(read("Pay the rent tomorrow P4 #home")).toMatchObject({ title: "Pay the rent", priority: 0, goals: ["home"] });
    expect(read("p1 incident")).toMatchObject({ title: "p1 incident", priority: 0 });
    expect(read("Pay !1 p1")).toMatchObject({ title: "Pay p1", priority: 1 });
  });

  it("that are none stay", () => {
    for (const line of ["Fix !4", "Fix issue #", "Fix C#", "Wow!2", "!2", "#home"]) expect(read(line).title).toBe(line);
  });
});

describe("whatever is typed", () => {
  const words = fc.constantFrom(
    ...[
      "tomorrow",
      "fri",
      "next",
      "monday",
      "in",
      "3",
      "days",
      "24",
      "dec",
      "every",
      "weekday",
      "!2",
      "#goal",
      "on",
      "the",
      "1st",
    ],
    ...["or", "call", "mum", "of", "starting", "after", "done", "and", "2026-12-24", "month", "a", "week", "every!", "29", "feb"],
  );

  it("keeps a title, loses no word and gives a day that is not past", () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 9 }), fc.integer({ min: 0, max: 1500 }), (line, offset) => {
        const today = addDays("2026-01-01", offset);
        const result = read(line.join(" "), today, offset % 7);
        expect(result.title).not.toBe("");
        const kept = [result.title, ...result.found.map(({ text }) => text)].flatMap((text) => text.split(" "));
        for (const word of line) expect(kept).toContain(word);
        if (result.dueDate !== null && !line.includes("2026-12-24")) expect(result.dueDate >= today).toBe(true);
      }),
    );
  });

  it("is read on the day that the person's clocks show", () => {
    const zones = [
      "Pacific/Kiritimati",
      "Pacific/Apia",
      "Australia/Lord_Howe",
      "Africa/Cairo",
      "America/Santiago",
      "Asia/Beirut",
      "Pacific/Auckland",
      "Europe/Berlin",
      "UTC",
      "America/New_York",
      "Pacific/Pago_Pago",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date(1.6e12), max: new Date(2e12), noInvalidDate: true }),
        (zone, now) => {
          const wall = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" });
          const today = localDate(now, zone);
          expect(today).toBe(wall.format(now));
          const { dueDate } = read("Call fri", today);
          expect(weekday(dueDate ?? "")).toBe(5);
          expect([1, 2, 3, 4, 5, 6, 7].map((days) => addDays(today, days))).toContain(dueDate);
        },
      ),
    );
  });
});
