import { describe, expect, it } from "vitest";
import { pageOfRows, readListState } from "./list-page";

const keys = ["last", "name", "time"] as const;
const rows = Array.from({ length: 60 }, (_, index) => ({
  name: `p${String(index).padStart(2, "0")}`,
  time: (index * 7) % 60,
  last: index,
}));
const values = {
  name: (row: (typeof rows)[number]) => row.name,
  time: (row: (typeof rows)[number]) => row.time,
  last: (row: (typeof rows)[number]) => row.last,
};
const shown = (params: Record<string, string>) => pageOfRows(rows, readListState(params, [...keys]), values);

describe("a list that is sorted here", () => {
  it("is sorted by what the address says, the latest first where it says nothing that can be", () => {
    expect(
      shown({})
        .rows.slice(0, 2)
        .map(({ last }) => last),
    ).toEqual([59, 58]);
    expect(shown({ sort: "mood", order: "sideways" }).rows[0]?.last).toBe(59);
    expect(shown({ sort: "name", order: "asc" }).rows[0]?.name).toBe("p00");
    expect(shown({ sort: "time" }).rows[0]?.time).toBe(59);
  });

  it("has pages, and shows the last one where there are not so many", () => {
    expect(shown({ limit: "25" })).toMatchObject({ page: 1, pages: 3 });
    expect(shown({ limit: "25", page: "3" }).rows).toHaveLength(10);
    expect(shown({ limit: "7", page: "99" })).toMatchObject({ page: 2, pages: 2 });
    expect(shown({ page: "-1" }).page).toBe(1);
  });

  it("searches for nothing that the database could not hold", () => {
    expect(readListState({ q: " a\0b " }, [...keys]).q).toBe("ab");
  });
});
