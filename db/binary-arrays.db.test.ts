import { describe, expect, it } from "vitest";
import { binaryArray } from "./binary-arrays";
import type { BulkColumn, BulkValue } from "./bulk";
import { webQuery } from "./testing";

type Type = BulkColumn[1];

const encoded = (type: Type, values: readonly BulkValue[]) =>
  binaryArray(
    values.map((value) => ({ value })),
    "value",
    type,
  );

/** What the server makes of an array in binary form, and of the same values one by one from text. */
async function bothWays(type: Type, values: readonly BulkValue[], texts: readonly (string | null)[]) {
  const array = encoded(type, values);
  expect(array).not.toBeNull();
  const read = await webQuery<{ text: string | null }>(`select d.v::text as text from (select unnest($1::${type}[]) as v) d`, [
    array,
  ]);
  const expected: (string | null)[] = [];
  for (const text of texts) {
    const [row] = await webQuery<{ text: string | null }>(`select $1::text::${type}::text as text`, [text]);
    expected.push(row?.text ?? null);
  }
  return { read: read.map(({ text }) => text), expected };
}

describe("an array in binary form", () => {
  const cases: [Type, readonly BulkValue[], readonly (string | null)[]][] = [
    [
      "float8",
      [0, 1.5, -273.15, 1e308, 5e-324, null, 0.1 + 0.2],
      ["0", "1.5", "-273.15", "1e308", "5e-324", null, "0.30000000000000004"],
    ],
    ["float8", [Number.NaN, Number.POSITIVE_INFINITY], [null, null]],
    ["int4", [0, -1, 2_147_483_647, -2_147_483_648, undefined], ["0", "-1", "2147483647", "-2147483648", null]],
    [
      "timestamptz",
      ["2024-02-29T23:59:59.999Z", "1999-12-31T23:59:59.001Z", "1970-01-01T00:00:00Z", new Date(951_782_400_123), null],
      ["2024-02-29T23:59:59.999Z", "1999-12-31T23:59:59.001Z", "1970-01-01T00:00:00Z", "2000-02-29T00:00:00.123Z", null],
    ],
    ["date", ["2024-02-29", "1999-12-31", "1970-01-01", null], ["2024-02-29", "1999-12-31", "1970-01-01", null]],
  ];
  it.each(cases)("of %s is read as the same values from text are (%#)", async (type, values, texts) => {
    const { read, expected } = await bothWays(type, values, texts);
    expect(read).toEqual(expected);
    expect(read).toHaveLength(values.length);
  });

  it("keeps every text to the letter", async () => {
    const texts = [
      "",
      "NULL",
      'say "so"',
      "back\\slash",
      "{a,b}",
      "Zürich",
      "🏃 early",
      "x".repeat(64),
      "y".repeat(65),
      "ü".repeat(500),
      null,
    ];
    const { read } = await bothWays("text", texts, []);
    expect(read).toEqual(texts);
  });

  it("keeps documents", async () => {
    const documents = [{}, { name: 'Läufe "am" See 🌞', n: [1, 2.5], deep: { null: null } }, { long: "z".repeat(70_000) }];
    const { read } = await bothWays(
      "jsonb",
      documents.map((document) => JSON.stringify(document)),
      [],
    );
    expect(read.map((text) => JSON.parse(text ?? ""))).toEqual(documents);
  });

  it("leaves to the server what is not in the usual form", () => {
    expect(encoded("timestamptz", ["2024-01-01T00:00:00.123456Z"])).toBeNull();
    expect(encoded("timestamptz", ["2024-02-30T00:00:00Z"])).toBeNull();
    expect(encoded("timestamptz", ["infinity"])).toBeNull();
    expect(encoded("timestamptz", ["9999-12-31T00:00:00.000Z"])).toBeNull();
    expect(encoded("date", ["2023-02-29"])).toBeNull();
    expect(encoded("date", ["0000-01-01"])).toBeNull();
    expect(encoded("date", ["tomorrow"])).toBeNull();
    expect(encoded("int4", [1.5])).toBeNull();
    expect(encoded("int4", [2_147_483_648])).toBeNull();
    expect(encoded("float8", ["1"])).toBeNull();
    expect(encoded("uuid", ["b3a8c1de-0000-4000-8000-000000000000"])).toBeNull();
  });
});
