import { randomBytes, randomUUID } from "node:crypto";
import type { Workings } from "@/e2e/simulators/server";
import type { Person, WakaTimeSettings, WakaTimeState } from "./types";

/** `days` of made-up work until today come with a person. */
export type PersonOptions = Partial<Person> & { days?: number; seed?: number };

/** Who asks, and what they may see. */
export type Asker = { person: Person; scope: string[] };

export type WakaTimeWorld = { state: WakaTimeState; workings: Workings };

export function createState(settings: Partial<WakaTimeSettings>): WakaTimeState {
  return {
    settings: {
      clientId: "waka-client",
      clientSecret: "waka_sec_test",
      redirectUris: [],
      tokenLifetime: 31_536_000,
      perFiveMinutes: 3000,
      limitedBy: "429",
      server: "wakatime",
      planDays: null,
      dumpStep: 50,
      dumpsFail: false,
      ...settings,
    },
    people: new Map(),
    codes: new Map(),
    pairs: [],
    issued: { exchanged: 0, refreshed: 0 },
    issuedAt: new Map(),
    recent: new Map(),
    coding: new Map(),
    calculating: new Map(),
    dumps: [],
  };
}

export function createPerson({ days: _, seed: __, ...options }: PersonOptions, number: number): Person {
  return {
    id: `00000000-0000-4000-8000-${String(number + 2).padStart(12, "0")}`,
    email: `coder${number + 1}@example.com`,
    displayName: number === 0 ? "Ada Coder" : `Ada Coder ${number + 1}`,
    username: null,
    timezone: "Europe/London",
    apiKey: `waka_${randomUUID()}`,
    hidesProjects: false,
    ...options,
  };
}

/** The person of that id, or the first. @throws when there is none */
export function personOf({ people }: WakaTimeState, id?: string): Person {
  const person = id === undefined ? [...people.values()][0] : people.get(id);
  if (!person) throw new Error(`No person ${id ?? "at all"}.`);
  return person;
}

/** A token with WakaTime's prefix. */
export function newToken(prefix: string): string {
  return prefix + randomBytes(36).toString("base64url").replaceAll(/[-_]/g, "x");
}
