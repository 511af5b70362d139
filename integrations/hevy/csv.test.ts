import { describe, expect, it } from "vitest";
import { FileRefused } from "@/integrations/files/refused";
import { readHevyExport } from "./csv";
import { clockOf } from "./csv-dates";

const HEADER =
  "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe";

async function read(text: string) {
  const rows = [];
  for await (const row of readHevyExport(
    (async function* () {
      yield Buffer.from(text);
    })(),
  ))
    rows.push(row);
  return rows;
}

describe("the clock of an export", () => {
  it.each([
    ["28 Mar 2025, 17:29", "2025-03-28T17:29:00.000Z"],
    ["7 Aug 2026, 07:05", "2026-08-07T07:05:00.000Z"],
    ["28 mars 2025, 17:29", "2025-03-28T17:29:00.000Z"],
    ["3 Dez. 2025, 06:00", "2025-12-03T06:00:00.000Z"],
    ["3 déc. 2025, 06:00", "2025-12-03T06:00:00.000Z"],
    ["1 ene 2026, 09:15", "2026-01-01T09:15:00.000Z"],
    ["Mar 28, 2025, 5:29 PM", "2025-03-28T17:29:00.000Z"],
    ["28 Mar 2025, 12:05 AM", "2025-03-28T00:05:00.000Z"],
    ["2025-03-28 17:29:11", "2025-03-28T17:29:11.000Z"],
    ["2026-09-20T18:00:00", "2026-09-20T18:00:00.000Z"],
  ])("%s", (text, wall) => {
    expect(new Date(clockOf(text) ?? 0).toISOString()).toBe(wall);
  });

  it.each(["", "31 Feb 2025, 10:00", "28 Foo 2025, 10:00", "28 Mar 2025", "28 Mar 2025, 25:00", "28/03/2025 17:29", "13:00 PM"])(
    "is none: %s",
    (text) => {
      expect(clockOf(text)).toBeNull();
    },
  );
});

describe("a Hevy export", () => {
  it("is a session for the rows of one title and start, exercises and sets in their order", async () => {
    const [push, legs] = await read(
      [
        HEADER,
        '"Push day","28 Mar 2025, 17:29","28 Mar 2025, 18:31","Felt ""strong""\nsecond line","Bench Press (Barbell)",,"",0,"warmup",40,10,,,',
        '"Push day","28 Mar 2025, 17:29","28 Mar 2025, 18:31","","Bench Press (Barbell)",,"",1,"normal",80,8,,,8.5',
        '"Push day","28 Mar 2025, 17:29","28 Mar 2025, 18:31","","Pull Up",0,"slow",0,"failure",,7,,0,10',
        '"Legs","26 Mar 2025, 07:00","26 Mar 2025, 07:45","","Treadmill",,"",0,"normal",,,2.4,900,',
      ].join("\n"),
    );
    expect(push).toMatchObject({
      row: 1,
      wallStart: Date.UTC(2025, 2, 28, 17, 29),
      session: { title: "Push day", description: 'Felt "strong"\nsecond line', durationS: 3720, ends: true },
    });
    if (!push || !("session" in push) || !legs || !("session" in legs)) throw new Error("no sessions");
    expect(push.session.exercises).toEqual([
      {
        ...{ exerciseId: "", title: "Bench Press (Barbell)", notes: null, supersetId: null },
        sets: [
          { kind: "warmup", weightKg: 40, reps: 10, distanceM: null, durationS: null, rpe: null },
          { kind: "normal", weightKg: 80, reps: 8, distanceM: null, durationS: null, rpe: 8.5 },
        ],
      },
      {
        ...{ exerciseId: "", title: "Pull Up", notes: "slow", supersetId: 0 },
        sets: [{ kind: "failure", weightKg: null, reps: 7, distanceM: null, durationS: null, rpe: 10 }],
      },
    ]);
    expect(legs.session.exercises[0]?.sets[0]).toMatchObject({ distanceM: 2400, durationS: 900 });
  });

  it("tells an exercise that is done twice in a row from one", async () => {
    const line = (index: number) => `A,"28 Mar 2025, 17:29",,,Squat,,,${index},normal,100,5,,,`;
    const [one] = await read([HEADER, line(0), line(1), line(0)].join("\n"));
    expect(one && "session" in one && one.session.exercises.map(({ sets }) => sets.length)).toEqual([2, 1]);
  });

  it("is in pounds and miles for some", async () => {
    const [one] = await read(
      `${HEADER.replace("weight_kg", "weight_lbs").replace("distance_km", "distance_miles")}\nLeg,"19 Jan 2026, 08:30","19 Jan 2026, 10:25",,Squat,,,1,normal,225,3,1,,`,
    );
    const set = one && "session" in one ? one.session.exercises[0]?.sets[0] : null;
    expect(set?.weightKg).toBeCloseTo(102.0583, 4);
    expect(set?.distanceM).toBe(1609.344);
  });

  it("fails a session that has a row nobody can read, and only that one", async () => {
    const rows = await read(
      [
        HEADER,
        'A,"28 Mar 2025, 17:29","28 Mar 2025, 18:31",,Squat,,,0,normal,100,5,,,',
        'A,"28 Mar 2025, 17:29","28 Mar 2025, 18:31",,Squat,,,1,normal,heavy,5,,,',
        'B,"29 Mar 2025, 17:29","29 Mar 2025, 18:31",,Squat,,,0,normal,100,5,,,',
        'C,"sometime","29 Mar 2025, 18:31",,Squat,,,0,normal,100,5,,,',
        'D,"30 Mar 2025, 17:29","29 Mar 2025, 18:31",,Squat,,,0,normal,100,-5,,,',
      ].join("\n"),
    );
    expect(rows.map((row) => ("reason" in row ? [row.row, row.reason] : row.session.title))).toEqual([
      "B",
      [2, "Row 2: the weight “heavy” cannot be true."],
      [4, "Row 4: the start “sometime” cannot be read."],
      [5, "Row 5: the number of repetitions “-5” cannot be true."],
    ]);
  });

  it("comes newest first, however its rows are ordered", async () => {
    const day = (n: number) => `S${n},"${n} Mar 2025, 17:29","${n} Mar 2025, 18:31",,Squat,,,0,normal,100,5,,,`;
    const rows = await read([HEADER, day(12), day(3), day(28), day(7)].join("\n"));
    expect(rows.map((row) => ("reason" in row ? row.reason : row.session.title))).toEqual(["S28", "S12", "S7", "S3"]);
  });

  it("fails a session of more exercises than anybody does, and only that one", async () => {
    const row = (title: string, exercise: string) => `${title},"28 Mar 2025, 17:29",,,${exercise},,,0,normal,100,5,,,`;
    const many = Array.from({ length: 1_001 }, (_, n) => row("Endless", `Exercise ${n}`));
    const rows = await read([HEADER, row("Short", "Squat"), ...many].join("\n"));
    expect(rows.map((one) => ("reason" in one ? [one.row, one.reason] : one.session.title))).toEqual([
      "Short",
      [2, "1001 sets of 1001 exercises cannot be one session."],
    ]);
  });

  it("is refused when it is another table", async () => {
    await expect(read("a,b,c\n1,2,3")).rejects.toBeInstanceOf(FileRefused);
    await expect(read(`${HEADER.replace("weight_kg", "weight")}\n`)).rejects.toThrow(/neither kilograms nor pounds/);
    await expect(read("")).rejects.toBeInstanceOf(FileRefused);
  });
});
