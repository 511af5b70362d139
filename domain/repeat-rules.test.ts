import { describe, expect, it } from "vitest";
import { repeatField } from "./repeat-field";
import { formatRepeat, parseRepeat } from "./repeat-rules";
import { describeRepeat } from "./repeat-words";

describe("the text of a rule", () => {
  it.each([
    ["rrule:freq=weekly;byday=WE,MO,WE;interval=1", "FREQ=WEEKLY;BYDAY=MO,WE"],
    ["FREQ=MONTHLY;BYDAY=-1FR,2MO", "FREQ=MONTHLY;BYDAY=-1FR,2MO"],
    ["FREQ=MONTHLY;BYMONTHDAY=-1,31,1", "FREQ=MONTHLY;BYMONTHDAY=1,31,-1"],
    ["UNTIL=20261224T235959Z;FREQ=DAILY", "FREQ=DAILY;UNTIL=20261224"],
    ["FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=10", "FREQ=WEEKLY;INTERVAL=2;COUNT=10;WKST=SU"],
  ])("%s is kept as %s", (given, kept) => {
    expect(formatRepeat(parseRepeat(given))).toBe(kept);
    expect(formatRepeat(parseRepeat(kept))).toBe(kept);
  });

  it.each([
    "",
    "every day",
    "INTERVAL=2",
    "FREQ=HOURLY",
    "FREQ=DAILY;FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=1.5",
    "FREQ=DAILY;COUNT=2;UNTIL=20261224",
    "FREQ=DAILY;UNTIL=20260230",
    "FREQ=WEEKLY;BYMONTHDAY=1",
    "FREQ=WEEKLY;BYDAY=2MO",
    "FREQ=YEARLY;BYDAY=MO",
    "FREQ=MONTHLY;BYMONTHDAY=32",
    "FREQ=MONTHLY;BYDAY=",
    "FREQ=DAILY;BYHOUR=9",
    "FREQ=DAILY;CONSTRUCTOR=1",
    "FREQ=DAILY;__PROTO__=1",
  ])("%s is refused with words", (text) => {
    const read = repeatField.safeParse(text);
    expect(read.success).toBe(false);
    expect(read.error?.issues[0]?.message).toMatch(/[a-z].*\.$/i);
  });
});

describe("a rule in words", () => {
  it.each([
    ["FREQ=DAILY", "Every day"],
    ["FREQ=DAILY;INTERVAL=3", "Every 3 days"],
    ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every weekday"],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR;COUNT=5", "Every 2 weeks on Monday, Wednesday and Friday, 5 times"],
    ["FREQ=MONTHLY;BYMONTHDAY=1,22,-1", "Every month on the 1st, the 22nd and the last day"],
    ["FREQ=MONTHLY;BYDAY=2MO,-1FR", "Every month on the last Friday and the second Monday"],
    ["FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "Every month on Friday if it is the 13th"],
    ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;UNTIL=20301224", "Every year on the 24th in December, until 24 December 2030"],
  ])("%s", (rule, words) => expect(describeRepeat(rule)).toBe(words));

  it("says when it is counted from its completion", () => {
    expect(describeRepeat("FREQ=DAILY;INTERVAL=3", "completion")).toBe("Every 3 days after it is done");
  });
});
