import { createRandom } from "@/e2e/simulators/random";
import type { Workings } from "@/e2e/simulators/server";
import { makeWorkout, makeWorkouts, stamp, uuid, wallTime } from "./generator";
import type { HevyAccount, HevyEvent, HevyState, HevyWorkout } from "./types";

/** What an account starts with. */
export type AccountOptions = { apiKey?: string; name?: string; workouts?: number; seed?: number };
type OfAccount = { apiKey?: string };

export const FIRST_KEY = "00000000-0000-4000-8000-00000000cafe";

/** What a test can do at Hevy. Without an `apiKey` the first account is meant. */
export function hevyCommands(state: HevyState, { clock }: Workings) {
  let last = 0;
  /** Each change has an instant of its own, so that their order is certain. */
  const instant = () => {
    last = Math.max(clock.now(), last + 1);
    return last;
  };

  function accountOf(apiKey?: string): HevyAccount {
    const account = apiKey === undefined ? [...state.accounts.values()][0] : state.accounts.get(apiKey);
    if (!account) throw new Error(`No account with the key ${apiKey ?? "(none given)"}.`);
    return account;
  }

  function workoutOf(account: HevyAccount, id: string): HevyWorkout {
    const workout = account.workouts.get(id);
    if (!workout) throw new Error(`No workout ${id}.`);
    return workout;
  }

  const put = (account: HevyAccount, workout: HevyWorkout): HevyWorkout => {
    account.workouts.set(workout.id, workout);
    account.events.set(workout.id, { type: "updated", at: Date.parse(workout.updated_at), workoutId: workout.id });
    return workout;
  };

  return {
    addAccount({ apiKey, name = "testuser", workouts = 0, seed }: AccountOptions = {}): string {
      const number = state.accounts.size;
      const random = createRandom(0xca11 + number);
      const key = apiKey ?? (number === 0 ? FIRST_KEY : uuid(random));
      const account: HevyAccount = {
        apiKey: key,
        user: { id: uuid(random), name, url: `https://hevy.com/user/${name}` },
        workouts: new Map(),
        events: new Map(),
      };
      for (const workout of makeWorkouts(seed ?? 1 + number, workouts, Math.floor(clock.now() / 60_000) * 60_000))
        put(account, workout);
      state.accounts.set(key, account);
      return key;
    },
    addWorkout({ apiKey, seed, ...given }: OfAccount & Partial<HevyWorkout> & { seed?: number } = {}): HevyWorkout {
      const account = accountOf(apiKey);
      const now = instant();
      const made = makeWorkout(createRandom(seed ?? account.events.size + 1000), Math.floor(now / 1000) * 1000 - 3_600_000);
      const saved = stamp(now);
      return put(account, { ...made, end_time: wallTime(now), created_at: saved, updated_at: saved, ...given });
    },
    /** Lays fields over a workout; the time of the change is now. */
    editWorkout({ apiKey, id, ...changes }: OfAccount & Partial<HevyWorkout> & { id: string }): HevyWorkout {
      const account = accountOf(apiKey);
      return put(account, { ...workoutOf(account, id), updated_at: stamp(instant()), ...changes });
    },
    deleteWorkout({ apiKey, id }: OfAccount & { id: string }): void {
      const account = accountOf(apiKey);
      workoutOf(account, id);
      const at = instant();
      // Written without fractions, as the samples have it, while the order goes by the exact instant.
      const event: HevyEvent = { type: "deleted", at, id, deleted_at: stamp(at).replace(/\.\d{3}Z$/, "Z") };
      account.workouts.delete(id);
      account.events.set(id, event);
    },
    /** The key stops working, as when a person makes a new one or the subscription ends. */
    revokeKey: ({ apiKey }: OfAccount = {}) => state.accounts.delete(accountOf(apiKey).apiKey),
    workouts: ({ apiKey }: OfAccount = {}): HevyWorkout[] => [...accountOf(apiKey).workouts.values()],
  };
}
