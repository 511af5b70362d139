import { expect, it } from "vitest";
import { formVersionField } from "./fields";
import { habitLogSchema } from "./habits";
import { snapshotFormSchema } from "./snapshots";
import { newTaskSchema, taskMarkField } from "./tasks";

/** What a program may put into the forms of the planning pages: it is refused with words before the database would refuse it. */
const refused = (parsed: { success: boolean }) => expect(parsed.success).toBe(false);

it("a version that no row can have", () => {
  for (const text of ["0", "-1", "1.5", "2147483648", "99999999999", "1e300", "NaN", "x", ""])
    refused(formVersionField.safeParse(text));
  expect(formVersionField.parse("7")).toBe(7);
});

it("a mark of something that is no task", () => {
  const id = "0199f0a0-1111-4222-8333-444455556666";
  for (const text of [
    "",
    "-".repeat(36),
    `${"-".repeat(36)}:1`,
    `${id}:`,
    `${id}:0`,
    `${id}:2147483648`,
    `${id}:1:1`,
    `${id}`,
    `x${id}:1`,
  ])
    refused(taskMarkField.safeParse(text));
  expect(taskMarkField.parse(`${id}:3`)).toEqual({ id, version: 3 });
});

it("a name of a snapshot that cannot be stored", () => {
  for (const name of ["\0", "a\0b", "\ud800", "x".repeat(101)]) refused(snapshotFormSchema.safeParse({ name }));
  expect(snapshotFormSchema.parse({ name: " " })).toEqual({ name: null });
});

it("a rule whose day never comes, and a day of a habit before all that is counted", () => {
  for (const repeat of [
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30,31",
    "FREQ=MONTHLY;BYMONTH=4,6,9,11;BYMONTHDAY=31,-31",
  ]) {
    const parsed = newTaskSchema.safeParse({ title: "Never", repeat });
    refused(parsed);
    expect(parsed.error?.issues[0]).toMatchObject({ path: ["repeat"], message: expect.stringContaining("never come") });
  }
  for (const repeat of [
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=MONTHLY;BYMONTH=2,3;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYMONTHDAY=31",
  ])
    expect(newTaskSchema.safeParse({ title: "Seldom", repeat }).success).toBe(true);
  refused(habitLogSchema.safeParse({ date: "0001-01-01" }));
});
