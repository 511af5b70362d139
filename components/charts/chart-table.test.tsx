import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ChartTable } from "./chart-table";

const data = { labels: ["May", "June"], series: [{ label: "Distance", values: [1.5, null] }] };
const table = (asked?: { href: string; open: boolean }) =>
  renderToString(<ChartTable title="Distance" unit="km" data={data} format={{ style: "number", decimals: 1 }} asked={asked} />);

describe("the table of a chart on the server", () => {
  it("is there, newest first, where nothing else is said", () => {
    expect(table()).toMatch(/June.*–.*May.*1\.5/);
  });

  it("is left out until it is asked for, with a way to ask that needs no script", () => {
    const html = table({ href: "/runs?figures=1", open: false });
    expect(html).not.toContain("<table");
    expect(html).toMatch(/<noscript><a href="\/runs\?figures=1">/);
  });

  it("stands open where the address asks for it", () => {
    const html = table({ href: "/runs?figures=1", open: true });
    expect(html).toMatch(/<details open="">/);
    expect(html).toMatch(/June.*May/);
    expect(html).not.toContain("<noscript");
  });
});
