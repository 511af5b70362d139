import { expect, it } from "vitest";
import { countRows } from "./units";

async function* pieces(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

it.each([
  ["rows without the header", "a,b\n1,2\n3,4\n", 2],
  ["the last row without a line end", "a,b\n1,2\n3,4", 2],
  ["line breaks inside quotes as one row", 'a,b\n"x\ny\n\nz",2\n"say ""hi""\n",4\n', 2],
  ["no row of a header alone", "a,b\n", 0],
  ["no row of nothing", "", 0],
  ["no empty lines", "a\r\n\r\n1\r\n\r\n\r\n2\r\n", 2],
])("counts %s, however the bytes come", async (_, text, rows) => {
  for (const size of [1, 3, 1000]) expect(await countRows(pieces(text, size))).toBe(rows);
});
