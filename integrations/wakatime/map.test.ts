import { describe, expect, it } from "vitest";
import { nameInList } from "@/domain/wakatime-lists";
import { archiveDay } from "./map";
import { daySchema } from "./schema";

const share = (name: string, total_seconds = 60) => ({ name, total_seconds });
const day = (lists: object) => archiveDay("2026-10-05", daySchema.parse({ grand_total: { total_seconds: 600 }, ...lists }));
const namesOf = ({ dimensions }: ReturnType<typeof day>, dimension: string) => dimensions[dimension]?.map(({ name }) => name);

describe("the names of a day of another server", () => {
  it("are those that editors tell here, whatever the server does to capitals", () => {
    const told = day({
      editors: ["Vscode", "Intellijidea", "Pycharm", "Claude-code", "Vim", "Cursor"].map((name) => share(name)),
      operating_systems: ["Macos", "Linux", "Windows"].map((name) => share(name)),
      languages: ["Typescript", "Css", "Yaml", "Go", "C++", "Vue", "Kotlin"].map((name) => share(name)),
      categories: ["Code Reviewing"].map((name) => share(name)),
      projects: ["Typescript", "vscode"].map((name) => share(name)),
      machines: ["Macos"].map((name) => share(name)),
    });
    expect(namesOf(told, "editor")).toEqual(["VS Code", "IntelliJ IDEA", "PyCharm", "Claude Code", "Vim", "Cursor"]);
    expect(namesOf(told, "operating_system")).toEqual(["Mac", "Linux", "Windows"]);
    expect(namesOf(told, "language")).toEqual(["TypeScript", "CSS", "YAML", "Go", "C++", "Vue", "Kotlin"]);
    expect(namesOf(told, "category")).toEqual(["code reviewing"]);
    expect([namesOf(told, "project"), namesOf(told, "machine")]).toEqual([["Typescript", "vscode"], ["Macos"]]);
  });

  it("that are the same are added up", () => {
    const told = day({
      operating_systems: [share("Macos", 100), share("Mac", 20)],
      editors: [share("Vscode", 5), share("VS Code", 7)],
    });
    expect(told.dimensions["operating_system"]).toEqual([{ name: "Mac", seconds: 120 }]);
    expect(told.dimensions["editor"]).toEqual([{ name: "VS Code", seconds: 12 }]);
  });

  it("are none where the server says that it does not know", () => {
    const lists = {
      projects: "project",
      languages: "language",
      editors: "editor",
      operating_systems: "operating_system",
      machines: "machine",
    };
    for (const [list, dimension] of Object.entries(lists)) {
      // As our own server writes it in a dump, as WakaTime does, and as a Wakapi does.
      for (const word of new Set([nameInList(dimension, ""), "unknown", "Unknown"])) {
        expect([list, word, namesOf(day({ [list]: [share(word)] }), dimension)]).toEqual([list, word, [""]]);
      }
      expect(namesOf(day({ [list]: [share("unknowns")] }), dimension)).not.toEqual([""]);
    }
    expect(namesOf(day({ categories: [share("Unknown")] }), "category")).toEqual(["unknown"]);
  });
});
