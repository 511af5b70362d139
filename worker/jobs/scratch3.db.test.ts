import { appendFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ownerQuery, testUser } from "@/db/testing";
import { bring } from "./imports.fixture";

const note = (t: string) => appendFileSync("/tmp/almanac/attack/notes.log", `${t}\n`);
const H = `"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"`;
const row = (o: Record<string, string | number> = {}) => {
  const v = {
    title: "Push",
    start: "28 Mar 2025, 17:29",
    end: "28 Mar 2025, 18:29",
    desc: "",
    ex: "Bench",
    ss: "",
    notes: "",
    i: 0,
    type: "normal",
    kg: 100,
    reps: 5,
    km: "",
    s: "",
    rpe: "",
    ...o,
  };
  return [v.title, v.start, v.end, v.desc, v.ex, v.ss, v.notes, v.i, v.type, v.kg, v.reps, v.km, v.s, v.rpe]
    .map((x) => `"${String(x).replaceAll('"', '""')}"`)
    .join(",");
};
const csv = (...rows: string[]) => [H, ...rows].join("\n");
const utf16 = (t: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(t, "utf16le")]);
const utf16be = (t: string) => Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(t, "utf16le").swap16()]);
const good = row({ title: "Good", start: "1 Apr 2025, 10:00", end: "1 Apr 2025, 11:00" });
const CASES: [string, string | Buffer][] = [
  ["good", csv(good)],
  ["header only", H],
  ["header + newline", `${H}\r\n`],
  ["empty", ""],
  ["BOM", `\ufeff${csv(good)}`],
  ["UTF-16 LE", utf16(csv(good))],
  ["UTF-16 BE", utf16be(csv(good))],
  ["UTF-16 without BOM", Buffer.from(csv(good), "utf16le")],
  ["latin1", Buffer.from(csv(row({ title: "Über", start: "1 Apr 2025, 10:00" })), "latin1")],
  ["semicolons", csv(good).replaceAll(",", ";")],
  ["semicolons real", csv(good).replaceAll('","', '";"')],
  ["tabs", csv(good).replaceAll('","', '"\t"')],
  ["CR only", csv(good).replaceAll("\n", "\r")],
  ["quote unclosed start", csv(`"Push,28 Mar`, good)],
  ["quote unclosed end", csv(good, row().slice(0, -1))],
  ["quote unclosed in middle", csv(row(), row({ notes: "a" }).replace('"a"', '"a'), good)],
  ["stray quote", csv(row({ title: 'a"b' }).replace('""', '"'), good)],
  ["negative weight", csv(row({ kg: -5 }), good)],
  ["NaN", csv(row({ kg: "NaN" }), good)],
  ["Infinity", csv(row({ kg: "Infinity" }), good)],
  ["1e308", csv(row({ kg: "1e308" }), good)],
  ["hex", csv(row({ kg: "0x10" }), good)],
  ["reps 1.5", csv(row({ reps: "1.5" }), good)],
  ["reps 1e6", csv(row({ kg: 10000, reps: 1000000 }), good)],
  ["superset 1.5", csv(row({ ss: "1.5" }), good)],
  ["superset 1e6", csv(row({ ss: "1000000" }), good)],
  ["weight 1e-320", csv(row({ kg: "1e-320" }), good)],
  ["rpe 11", csv(row({ rpe: 11 }), good)],
  ["long title", csv(row({ title: "x".repeat(100000) }), good)],
  ["long exercise", csv(row({ ex: "x".repeat(100000), notes: "n".repeat(100000), desc: "d".repeat(100000) }), good)],
  ["cell 2 MB", csv(row({ notes: "n".repeat(2_000_000) }), good)],
  ["NUL", csv(row({ title: "a\0b", ex: "c\0", notes: "\0", desc: "\0" }), good)],
  ["NUL exercise only", csv(row({ ex: "\0" }), good)],
  ["formula", csv(row({ title: "=HYPERLINK(1)", ex: "@SUM(1)", notes: "+1", desc: "-1" }), good)],
  ["html", csv(row({ title: "<script>alert(1)</script>", ex: "<img src=x onerror=alert(1)>" }), good)],
  ["crlf title", csv(row({ title: "a\r\nBEGIN:VEVENT" }), good)],
  ["year 0001", csv(row({ start: "1 Jan 0001, 10:00" }), good)],
  ["year 9999", csv(row({ start: "1 Jan 9999, 10:00" }), good)],
  ["year 2199", csv(row({ start: "31 Dec 2199, 23:59", end: "31 Dec 2199, 23:59" }), good)],
  ["ISO Z", csv(row({ start: "2025-03-28T17:29:00Z", end: "x" }), good)],
  ["DST gap", csv(row({ start: "30 Mar 2025, 02:30", end: "30 Mar 2025, 03:30" }), good)],
  ["24:00", csv(row({ start: "28 Mar 2025, 24:00" }), good)],
  ["us slashes", csv(row({ start: "03/28/2025 5:29 PM" }), good)],
  ["duplicate columns", csv(good).replace('"description"', '"title"')],
  ["upper header", csv(good).replace(H, H.toUpperCase())],
  ["extra columns", `${H},"new"\n${good},"x"`],
  ["short rows", csv('"Push","28 Mar 2025, 17:29"', good)],
  ["__proto__ header", csv(good).replace('"rpe"', '"__proto__"')],
  ["proto title", csv(row({ title: "__proto__", ex: "constructor", type: "__proto__" }), good)],
  ["100k one session", csv(...Array.from({ length: 100_000 }, (_, i) => row({ i: i % 5 })), good)],
  [
    "100k sessions",
    csv(
      ...Array.from({ length: 100_000 }, (_, i) =>
        row({
          title: `S${i}`,
          start: `${1 + (i % 28)} Mar ${1980 + (i % 45)}, ${String(i % 24).padStart(2, "0")}:${String(i % 60).padStart(2, "0")}`,
          end: "",
        }),
      ),
      good,
    ),
  ],
  ["100k exercises in one", csv(...Array.from({ length: 100_000 }, (_, i) => row({ ex: `E${i}` })), good)],
];
it.each(CASES)("%s", { timeout: 200_000 }, async (name, bytes) => {
  const user = await testUser({ timeZone: "Europe/Berlin" });
  const t = performance.now();
  let said = "";
  try {
    const { items } = await bring(user, [{ name: "workouts.csv", bytes }]);
    said =
      items
        .slice(0, 4)
        .map((i) => `${i.result}${i.row ? `@${i.row}` : ""}${i.reason ? ` (${i.reason.slice(0, 130)})` : ""}`)
        .join(" | ") + (items.length > 4 ? ` … ${items.length}` : "");
  } catch (error) {
    said = `THROWN ${String(error).slice(0, 200)}`;
  }
  const [c] = await ownerQuery(
    "select count(*)::int as n, min(start_at)::text as first, max(start_at)::text as last, max(set_count) as sets, left(min(title), 30) as title from app.strength_workouts where user_id=$1",
    [user.id],
  );
  note(`### ${name} ${Math.round(performance.now() - t)} ms: ${said}\n    ${JSON.stringify(c)}`);
  expect(said).not.toContain("THROWN");
});
