import { createRandom } from "@/e2e/simulators/random";
import { type AthleteOptions, createAthlete, firstActivityId } from "./athlete";
import { makeActivity, times } from "./generator";
import { touch } from "./list";
import { exhaust } from "./rate-limits";
import { athleteOf, type StravaSettings, type StravaWorld } from "./state";
import { describe, disconnect, grant } from "./tokens";
import type { Activity, Athlete, Gear, Summary } from "./types";
import { announce, type Delivery, deliver } from "./webhooks";

type OfAthlete = { athleteId?: number };
/** Fields to lay over an activity; `start_date` alone moves the local time and the offset with it. */
export type Changes = Partial<Summary> & { description?: string | null; calories?: number };

const FULL_SCOPE = ["read", "activity:read_all", "profile:read_all"];

/** What a test can do at Strava: as the athlete, as Strava itself, or as fate. */
export function stravaCommands(world: StravaWorld) {
  const { state, workings } = world;

  function addActivity({ athleteId, id, seed, ...changes }: OfAthlete & Changes & { seed?: number } = {}): Summary {
    const athlete = athleteOf(state, athleteId);
    const newId = id ?? Math.max(firstActivityId(athlete.id) - 1, ...athlete.activities.keys()) + 1;
    const start = changes.start_date ? Date.parse(changes.start_date) : workings.clock.now() - 2 * 3_600_000;
    const gear = [...athlete.gear.keys()];
    const made = makeActivity(createRandom(seed ?? newId), Math.floor(start / 1000) * 1000, newId, {
      athleteId: athlete.id,
      firstId: newId,
      shoes: gear.filter((one) => one.startsWith("g")),
      bikes: gear.filter((one) => one.startsWith("b")),
    });
    const activity = lay(made, changes);
    athlete.activities.set(newId, activity);
    touch();
    if (isSeen(athlete, activity.summary)) announce(world, "activity", newId, "create", athlete.id);
    return activity.summary;
  }

  /** Only a new title, type or visibility is announced; other edits are silent, as at Strava. */
  function editActivity({ athleteId, id, ...changes }: OfAthlete & Changes & { id: number }): Summary {
    const athlete = athleteOf(state, athleteId);
    const before = athlete.activities.get(id);
    if (!before) throw new Error(`No activity ${id}.`);
    const after = lay(before, { ...sight(changes), id });
    athlete.activities.set(id, after);
    touch();
    const [was, is] = [isSeen(athlete, before.summary), isSeen(athlete, after.summary)];
    if (was !== is) announce(world, "activity", id, is ? "create" : "delete", athlete.id);
    else if (is) {
      const updates = differences(before.summary, after.summary);
      if (Object.keys(updates).length > 0) announce(world, "activity", id, "update", athlete.id, updates);
    }
    return after.summary;
  }

  function deleteActivity({ athleteId, id }: OfAthlete & { id: number }): void {
    const athlete = athleteOf(state, athleteId);
    const activity = athlete.activities.get(id);
    if (!activity) throw new Error(`No activity ${id}.`);
    athlete.activities.delete(id);
    touch();
    if (isSeen(athlete, activity.summary)) announce(world, "activity", id, "delete", athlete.id);
  }

  /** A tick of a narrow scope sees private activities come and go as created and deleted. */
  function isSeen(athlete: Athlete, summary: Summary): boolean {
    return (
      !summary.private || state.pairs.some((pair) => pair.athleteId === athlete.id && pair.scope.includes("activity:read_all"))
    );
  }

  return {
    addActivity,
    editActivity,
    deleteActivity,
    addAthlete(options: AthleteOptions = {}): number {
      const athlete = createAthlete(options, state.athletes.size, workings.clock.now());
      state.athletes.set(athlete.id, athlete);
      return athlete.id;
    },
    /** Adds gear, or changes what is there. */
    setGear({ athleteId, ...gear }: OfAthlete & Partial<Gear> & { id: string }): Gear {
      const athlete = athleteOf(state, athleteId);
      const known = athlete.gear.get(gear.id);
      const fresh = {
        primary: false,
        name: gear.id,
        nickname: null,
        retired: false,
        distance: 0,
        brand_name: "",
        model_name: "",
      };
      const next: Gear = { ...fresh, description: null, ...known, ...gear };
      athlete.gear.set(gear.id, next);
      return next;
    },
    deleteGear: ({ athleteId, id }: OfAthlete & { id: string }) => athleteOf(state, athleteId).gear.delete(id),
    /** Changes settings of the application: limits, `inactive`, `tokenLifetime`, `shortPages` … */
    set: (settings: Partial<StravaSettings>) => Object.assign(state.settings, settings),
    /** Connects without a browser. @returns what the token door would have answered, and the scope */
    grant({ athleteId, scope = FULL_SCOPE }: OfAthlete & { scope?: string[] } = {}) {
      const pair = grant(world, athleteOf(state, athleteId).id, scope);
      return { ...describe(world, pair), athlete_id: pair.athleteId, scope: pair.scope.join(",") };
    },
    /** All access tokens (or the athlete's) end now; refresh tokens stay good. */
    expireTokens({ athleteId }: OfAthlete = {}): void {
      for (const pair of state.pairs) {
        if (athleteId === undefined || pair.athleteId === athleteId) pair.access = [];
      }
    },
    /** The athlete takes the application away in Strava's settings. */
    revokeAccess: ({ athleteId }: OfAthlete = {}) => disconnect(world, athleteOf(state, athleteId).id),
    exhaust: ({ window = "quarter", kind = "read" }: { window?: "quarter" | "day"; kind?: "overall" | "read" } = {}) =>
      exhaust(world, window, kind),
    /** Sends what happened since the last time; see `set({ webhooks })`. */
    deliver: (delivery: Delivery = {}) => deliver(state, delivery),
    /** Waits until everything that was sent by itself has been answered. */
    settle: async () => {
      await Promise.all(state.deliveries.splice(0));
    },
    /** So many changes of all kinds, without sending anything yet. */
    storm({ athleteId, count, seed = 1 }: OfAthlete & { count: number; seed?: number }): number {
      const athlete = athleteOf(state, athleteId);
      const random = createRandom(seed);
      const before = state.events.length;
      for (let change = 0; change < count; change += 1) {
        const [first, ...more] = athlete.activities.keys();
        const kind = random.next();
        if (first === undefined || kind < 0.25) addActivity({ athleteId, seed: seed + change });
        else if (kind < 0.8) editActivity({ athleteId, id: random.pick([first, ...more]), name: `Renamed ${change}` });
        else if (kind < 0.9) {
          const id = random.pick([first, ...more]);
          editActivity({ athleteId, id, private: !athlete.activities.get(id)?.summary.private });
        } else deleteActivity({ athleteId, id: random.pick([first, ...more]) });
      }
      return state.events.length - before;
    },
    /** Ids and summaries as an all-seeing token would list them, newest first. */
    activities: ({ athleteId }: OfAthlete = {}): Summary[] =>
      [...athleteOf(state, athleteId).activities.values()].sort((a, b) => b.startMs - a.startMs).map(({ summary }) => summary),
    issued: () => ({ ...state.issued }),
    usage: () => structuredClone(state.usage),
  };
}

function lay({ summary, description, calories, startMs }: Activity, changes: Changes): Activity {
  const { description: words, calories: energy, ...fields } = changes;
  const start = fields.start_date ? Date.parse(fields.start_date) : startMs;
  const label = fields.timezone ?? summary.timezone;
  const moved = fields.start_date || fields.timezone ? times(start, { label, zone: label.replace(/^\(.*\) /, "") }) : {};
  const next: Summary = { ...summary, ...moved, ...fields, map: { ...(fields.map ?? summary.map) } };
  return { summary: next, startMs: start, description: words === undefined ? description : words, calories: energy ?? calories };
}

/** `private` and `visibility` say the same twice. */
function sight(changes: Changes): Changes {
  if (changes.private !== undefined) return { ...changes, visibility: changes.private ? "only_me" : "everyone" };
  if (changes.visibility !== undefined) return { ...changes, private: changes.visibility === "only_me" };
  return changes;
}

/** The words are strings, `"true"` and `"false"` as well. */
function differences(before: Summary, after: Summary): Record<string, string> {
  return {
    ...(before.name === after.name ? {} : { title: after.name }),
    ...(before.sport_type === after.sport_type ? {} : { type: after.type }),
    ...(before.private === after.private ? {} : { private: String(after.private) }),
  };
}
