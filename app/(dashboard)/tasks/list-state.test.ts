import { describe, expect, it } from "vitest";
import { readTasksState } from "./list-state";

const TODAY = "2026-11-21";
const read = (params: Record<string, string>) => readTasksState(params, TODAY);

describe("the address of the Tasks page", () => {
  it("shows what is open by day where nothing is said", () => {
    const { view, filter } = read({});
    expect(view).toBe("open");
    expect(filter).toMatchObject({ status: "open", sort: "dueDate", order: "asc", deleted: false });
  });

  it("counts what is late to today", () => {
    const { view, filter } = read({ view: "today" });
    expect(view).toBe("today");
    expect(filter).toMatchObject({ status: "open", to: TODAY });
    expect(filter.from).toBeUndefined();
  });

  it("reads from a filter alone which list is meant", () => {
    expect(read({ status: "done" }).view).toBe("done");
    expect(read({ completedFrom: "2026-11-09", completedTo: "2026-11-15" })).toMatchObject({
      view: "done",
      filter: { status: "done", completedFrom: "2026-11-09", completedTo: "2026-11-15", sort: "completedAt", order: "desc" },
    });
    expect(read({ due: "overdue" })).toMatchObject({ view: "open", filter: { due: "overdue", status: "open" } });
    expect(read({ due: "none" }).view).toBe("undated");
    expect(read({ status: "cancelled" })).toMatchObject({ view: "all", filter: { status: "cancelled" } });
    expect(read({ from: "2026-11-16", to: "2026-11-22" }).view).toBe("all");
    expect(read({ from: "2026-11-16" }).filter.status).toBeUndefined();
    expect(read({ status: "open" }).view).toBe("open");
  });

  it("leaves out what makes no sense and keeps the rest", () => {
    const { view, filter } = read({ view: "someday", priority: "9", from: "soon", completedTo: "2026-02-30", q: "paint" });
    expect(view).toBe("open");
    expect(filter.q).toBe("paint");
    expect([filter.priority, filter.from, filter.completedTo]).toEqual([undefined, undefined, undefined]);
  });

  it("sorts as it is asked to", () => {
    expect(read({ view: "done", sort: "title" }).filter).toMatchObject({ status: "done", sort: "title", order: "asc" });
    expect(read({ view: "own" }).filter.sort).toBe("position");
  });
});
