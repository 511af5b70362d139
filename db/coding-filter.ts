import type { Conditions } from "./conditions";

/** Which time is meant; each names one value of a dimension, empty for time that has none. */
export type CodingFilter = {
  project?: string;
  branch?: string;
  /** Time of any of these branches. */
  branches?: readonly string[];
  language?: string;
  editor?: string;
  operatingSystem?: string;
  machine?: string;
  category?: string;
  /** Time that an AI agent worked, or all other. */
  agent?: "hand" | "agent";
};

const COLUMN_OF = {
  project: "project",
  branch: "branch",
  language: "language",
  editor: "editor",
  operatingSystem: "operating_system",
  machine: "machine",
  category: "category",
} as const;

/** Days of sources that tell of categories only know an agent's time by its category. */
const AGENT = {
  agent: "(c.agent <> '' or c.category = 'ai coding')",
  hand: "(coalesce(c.agent, '') = '' and c.category <> 'ai coding')",
} as const;

/** Whether a filter leaves anything out. */
export function isFiltered(filter: CodingFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** Narrows combinations `c` to what a filter means. */
export function withFilter(conditions: Conditions, filter: CodingFilter): Conditions {
  for (const [field, column] of Object.entries(COLUMN_OF)) {
    conditions.with(filter[field as keyof typeof COLUMN_OF], (hole) => `c.${column} = ${hole}`);
  }
  conditions.with(filter.branches, (hole) => `c.branch = any(${hole}::text[])`);
  if (filter.agent) conditions.and(AGENT[filter.agent]);
  return conditions;
}
