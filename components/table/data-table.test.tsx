import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { columnMarks, DataTable } from "./data-table";
import type { Column, RowCells } from "./types";

const columns: Column[] = [
  { key: "day", label: "Day", sort: true },
  { key: "km", label: "Distance", unit: "km", align: "end", phone: "side" },
  { key: "shoe", label: "Shoe", kind: "link", phone: "hide" },
];
const rows: RowCells[] = Array.from({ length: 120 }, (_, index) => [`id ${index}`, `day-${index}`, index, null]);

describe("DataTable on the server", () => {
  const html = renderToString(
    <DataTable
      label="Things"
      columns={columns}
      rows={rows}
      rowHref="/things/{id}"
      url={{ path: "/things", query: "" }}
      sort={{ key: "day", order: "desc" }}
    />,
  );

  it("has every row, each with a link that survives odd ids", () => {
    for (const index of [0, 50, 119]) expect(html).toContain(`<a href="/things/id%20${index}">day-${index}</a>`);
    expect(html.match(/<th scope="row">/g)).toHaveLength(120);
  });

  it("says which column orders it, and links only those that can", () => {
    expect(html).toContain('aria-sort="descending"');
    expect(html.match(/\/things\?sort=/g)).toHaveLength(1);
  });

  it("shows the empty state instead of a table without rows", () => {
    expect(renderToString(<DataTable label="Things" columns={columns} rows={[]} empty={<p>Nothing yet</p>} />)).toBe(
      "<p>Nothing yet</p>",
    );
  });
});

describe("what differs by column", () => {
  it("is said by number for the style sheet; the first column leads on phones unless another does", () => {
    expect(columnMarks(columns)).toEqual({
      "data-end": "2",
      "data-muted": undefined,
      "data-main": "1",
      "data-side": "2",
      "data-hide": "3",
    });
    expect(
      columnMarks([
        { key: "a", label: "A" },
        { key: "b", label: "B", phone: "main" },
      ])["data-main"],
    ).toBe("2");
  });
});
