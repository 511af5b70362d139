import { describe, expect, it } from "vitest";
import { csvLine } from "./csv";

describe("csvLine", () => {
  it("quotes what would break the line", () => {
    expect(csvLine(['say "hi"', "a,b", "two\nlines", " edge"])).toBe('"say ""hi""","a,b","two\nlines"," edge"\r\n');
  });

  it("keeps spreadsheets from running text as formulas", () => {
    expect(csvLine(["\tx", "＝1+1", "\t=1"])).toBe("'\tx,'＝1+1,'\t=1\r\n");
    expect(csvLine(["=HYPERLINK(1)", "+1+1", "@x", " =1", "-2+3"])).toBe("'=HYPERLINK(1),'+1+1,'@x,' =1,'-2+3\r\n");
  });

  it("leaves numbers as they are and missing ones empty", () => {
    expect(csvLine([-3.5, "-3.5", null, Number.NaN, 0])).toBe("-3.5,-3.5,,,0\r\n");
  });
});
