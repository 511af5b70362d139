import { type UrlState, withParams } from "@/components/table/url";
import { nameParam, namePart } from "@/domain/coding-names";

/** What time is told apart by on the pages. */
export const LISTED = ["project", "language", "editor", "operating_system", "machine", "category"] as const;
export type Listed = (typeof LISTED)[number];
export type Told = Listed | "branch" | "agent";

export const TITLES: Record<Told, { one: string; many: string }> = {
  project: { one: "project", many: "Projects" },
  language: { one: "language", many: "Languages" },
  editor: { one: "editor", many: "Editors" },
  operating_system: { one: "operating system", many: "Operating systems" },
  machine: { one: "machine", many: "Machines" },
  category: { one: "category", many: "Categories" },
  branch: { one: "branch", many: "Branches" },
  agent: { one: "agent", many: "By hand and by agents" },
};

const NAMELESS: Record<Told, string> = {
  project: "No project",
  language: "No language",
  editor: "Unknown editor",
  operating_system: "Unknown system",
  machine: "Unknown machine",
  category: "Uncategorised",
  branch: "No branch",
  agent: "By hand",
};

/** A name as people read it; the empty one is said in words. */
export function shownName(told: Told, name: string): string {
  if (name === "") return NAMELESS[told];
  return told === "category" ? name.slice(0, 1).toUpperCase() + name.slice(1).replace(/^i /, "I ") : name;
}

/** Longer names are shortened where there is little room; their own page has them whole. */
const MOST_LETTERS = 40;

/** A name for a row of a table: its beginning and its end where it is long, because names differ at either. */
export function briefName(told: Told, name: string): string {
  const letters = [...shownName(told, name)];
  if (letters.length <= MOST_LETTERS) return letters.join("");
  const half = Math.floor(MOST_LETTERS / 2);
  return `${letters.slice(0, half).join("")}…${letters.slice(1 - half).join("")}`;
}

const PARAMS: Record<Told, string> = {
  ...{ project: "project", language: "language", editor: "editor", operating_system: "os" },
  ...{ machine: "machine", category: "category", branch: "branch", agent: "work" },
};

/** What an address means by its days and its filter, without what only its own page knows; `but` is left out. */
function meant({ query }: UrlState, but: Told): string {
  const kept = [...new URLSearchParams(query)].filter(
    ([name]) => name !== PARAMS[but] && (["range", "from", "to"].includes(name) || Object.values(PARAMS).includes(name)),
  );
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : "";
}

/** What has a page that lists all its names, by the last part of its address. */
export const LISTS = {
  projects: "project",
  languages: "language",
  editors: "editor",
  "operating-systems": "operating_system",
  machines: "machine",
  categories: "category",
  branches: "branch",
} as const satisfies Record<string, Told>;
export type ListPart = keyof typeof LISTS;

/** The page of all names, of the days and the filter that an address means; undefined where there is none. */
export function listHref(told: Told, url: UrlState): string | undefined {
  const part = Object.entries(LISTS).find(([, one]) => one === told)?.[0];
  return part && `/coding/${part}${meant(url, told)}`;
}

/**
 * Projects and languages have pages, of the days and the filter that `rows` means; by everything else the page that one is on is
 * filtered.
 */
export function nameHref(told: Told, name: string, url: UrlState, rows?: UrlState): string {
  if (told === "project" || told === "language") {
    return `${told === "project" ? projectHref(name) : languageHref(name)}${rows ? meant(rows, told) : ""}`;
  }
  if (told === "agent") return withParams(url, { work: name === "" ? "hand" : "agent" });
  return withParams(url, { [PARAMS[told]]: nameParam(name) });
}

/** The page of a project. */
export function projectHref(name: string): string {
  return `/coding/projects/${encodeURIComponent(namePart(name))}`;
}

/** The page of a language. */
export function languageHref(name: string): string {
  return `/coding/languages/${encodeURIComponent(namePart(name))}`;
}

/** The page of a day. */
export function dayHref(date: string): string {
  return `/coding/days/${date}`;
}
