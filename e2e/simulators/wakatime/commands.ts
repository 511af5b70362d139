import { type CodingDays, dateAt, makeDays, type Piece } from "./coding";
import { dumpText } from "./dumps";
import { describe, issue } from "./oauth";
import { createPerson, type PersonOptions, personOf, type WakaTimeWorld } from "./state";
import type { Person, WakaTimeSettings } from "./types";

type OfPerson = { person?: string };

/** What a test can do at WakaTime; `person` is an id, the first one without it. */
export function wakaTimeCommands(world: WakaTimeWorld) {
  const { state, workings } = world;
  const daysOf = (person?: string): CodingDays => {
    const { id } = personOf(state, person);
    const days = state.coding.get(id) ?? new Map();
    state.coding.set(id, days);
    return days;
  };
  return {
    addPerson(options: PersonOptions = {}): Person {
      const person = createPerson(options, state.people.size);
      state.people.set(person.id, person);
      const today = dateAt(workings.clock.now(), person.timezone);
      if (options.days) state.coding.set(person.id, makeDays(today, options.days, options.seed ?? 1));
      return person;
    },
    /** Says what a person did on a day; nothing at all with no pieces. */
    setDay({ person, date, pieces }: OfPerson & { date: string; pieces: Piece[] }): void {
      if (pieces.length > 0) daysOf(person).set(date, pieces);
      else daysOf(person).delete(date);
    },
    /** Makes a day longer or shorter, as late heartbeats and deletions do. */
    scaleDay({ person, date, factor }: OfPerson & { date: string; factor: number }): void {
      for (const piece of daysOf(person).get(date) ?? []) piece.seconds *= factor;
    },
    /** What a person did, by day. */
    days: ({ person }: OfPerson = {}): Record<string, Piece[]> => Object.fromEntries(daysOf(person)),
    /** So many 202 come first: `pending` tells nothing, `updating` partial sums and empty lists. */
    calculate({ range, answers }: { range: string; answers: ("pending" | "updating")[] }): void {
      state.calculating.set(range, [...answers]);
    },
    /** A data dump's text. */
    dump: ({ person, type }: OfPerson & { type: "daily" | "heartbeats" }): string =>
      dumpText(personOf(state, person), daysOf(person), type),
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
