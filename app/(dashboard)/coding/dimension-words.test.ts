import { describe, expect, it } from "vitest";
import { listHref, nameHref } from "./dimension-words";

const url = { path: "/coding", query: "range=30d&editor=Vim&project=otter&view=language&page=2&year=2025" };

describe("where a name of a list leads", () => {
  it("is its page with the days and the filter that the figure beside it is of", () => {
    expect(nameHref("language", "C#", url, url)).toBe("/coding/languages/C%23?range=30d&editor=Vim&project=otter");
    expect(nameHref("project", "a/b", url, url)).toBe("/coding/projects/a~sb?range=30d&editor=Vim");
    expect(nameHref("project", "a/b", url)).toBe("/coding/projects/a~sb");
  });

  it("is this page filtered by it, where it has none of its own", () => {
    expect(nameHref("editor", "Zed", url, url)).toMatch(/^\/coding\?.*editor=Zed/);
  });

  it("all of a kind are on its list, by the same days and filter", () => {
    expect(listHref("operating_system", url)).toBe("/coding/operating-systems?range=30d&editor=Vim&project=otter");
    expect(listHref("editor", url)).toBe("/coding/editors?range=30d&project=otter");
    expect(listHref("agent", url)).toBeUndefined();
  });
});
