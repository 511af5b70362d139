import { describe, issue } from "./oauth";
import { createPerson, type PersonOptions, personOf, type WakaTimeWorld } from "./state";
import type { Person, WakaTimeSettings } from "./types";

type OfPerson = { person?: string };

/** What a test can do at WakaTime; `person` is an id, the first one without it. */
export function wakaTimeCommands(world: WakaTimeWorld) {
  const { state } = world;
  return {
    addPerson(options: PersonOptions = {}): Person {
      const person = createPerson(options, state.people.size);
      state.people.set(person.id, person);
      return person;
    },
    /** Changes settings: `tokenLifetime`, `perFiveMinutes`, `limitedBy` … */
    set: (settings: Partial<WakaTimeSettings>) => Object.assign(state.settings, settings),
    /** Connects without a browser. @returns what the token door would have answered in JSON */
    grant({ person, scope = ["email", "read_stats", "read_summaries"] }: OfPerson & { scope?: string[] } = {}) {
      const pair = issue(world, personOf(state, person), scope);
      if ("error" in pair) throw new Error(pair.error);
      return describe(world, pair, ",");
    },
    /** All access tokens end now; refresh tokens stay good. */
    expireTokens(): void {
      for (const pair of state.pairs) pair.expiresAt = 0;
    },
    /** The person takes the application away. */
    revokeAccess({ person }: OfPerson = {}): void {
      const { id } = personOf(state, person);
      state.pairs = state.pairs.filter((pair) => pair.person.id !== id);
    },
    issued: () => ({ ...state.issued }),
  };
}
