import { z } from "zod";
import { noteField, textField } from "./fields";
import { uuidField } from "./tasks";

/** Taken by hand, or each night by itself. */
export const SNAPSHOT_KINDS = ["manual", "nightly"] as const;
export type SnapshotKind = (typeof SNAPSHOT_KINDS)[number];

type Named = { id: string; name: string };

/**
 * The state of a life at a moment: numbers by area, and lists of named things by area. Metres, seconds, kilojoules, kilograms; moods 1 to 5
 * are the mean of the last 30 days.
 */
export type SnapshotData = {
  numbers: Record<string, Record<string, number | null>>;
  lists: Record<string, (Named & Record<string, string | number | boolean | null>)[]>;
};

/** A snapshot as it is stored. */
export type Snapshot = {
  id: string;
  name: string;
  kind: SnapshotKind;
  takenAt: Date;
  data: SnapshotData;
  deletedAt: Date | null;
};

/** A snapshot as the API shows it. */
export function snapshotResource({ id, name, kind, takenAt, data }: Snapshot) {
  return { id, name, kind, takenAt: takenAt.toISOString(), data };
}

export const newSnapshotSchema = z.strictObject({ name: textField(100).optional() });
/** What the form of the page sends: a name, or nothing where the day's will do. */
export const snapshotFormSchema = z.object({ name: noteField(100).optional() });
export const updateSnapshotSchema = z.strictObject({ name: textField(100) });

/** Two snapshots to lay side by side. */
export const compareSchema = z.strictObject({ a: uuidField, b: uuidField });

type Value = string | number | boolean | null;

/** A difference: a number of an area, or a field of a thing in a list. `difference` is b minus a, of numbers. */
export type NumberChange = { area: string; name: string; a: number | null; b: number | null; difference: number | null };
export type ThingChange = Named & {
  area: string;
  kind: "added" | "removed" | "changed";
  fields: { name: string; a: Value; b: Value }[];
};

/** What differs between two snapshots: numbers that are not the same, things that came, went or changed. Areas come in their own order. */
export function compareSnapshots(a: SnapshotData, b: SnapshotData): { numbers: NumberChange[]; things: ThingChange[] } {
  const numbers = keysOf(b.numbers, a.numbers).flatMap((area) =>
    keysOf(b.numbers[area], a.numbers[area]).flatMap((name): NumberChange[] => {
      const [before, after] = [a.numbers[area]?.[name] ?? null, b.numbers[area]?.[name] ?? null];
      if (before === after) return [];
      return [{ area, name, a: before, b: after, difference: before === null || after === null ? null : after - before }];
    }),
  );
  const things = keysOf(b.lists, a.lists).flatMap((area) => {
    const before = new Map((a.lists[area] ?? []).map((thing) => [thing.id, thing]));
    const after = new Map((b.lists[area] ?? []).map((thing) => [thing.id, thing]));
    return [...new Set([...after.keys(), ...before.keys()])].flatMap((id): ThingChange[] => {
      const [was, is] = [before.get(id), after.get(id)];
      const name = (is ?? was)?.name ?? id;
      if (!was || !is) return [{ area, id, name, kind: is ? "added" : "removed", fields: [] }];
      const fields = keysOf(is, was).flatMap((key) => {
        const [x, y] = [was[key] ?? null, is[key] ?? null];
        return x === y ? [] : [{ name: key, a: x, b: y }];
      });
      return fields.length === 0 ? [] : [{ area, id, name, kind: "changed", fields }];
    });
  });
  return { numbers, things };
}

/** The order of areas; the database keeps the names of JSON in one of its own. */
const AREAS = ["runs", "rides", "strength", "coding", "tasks", "goals", "habits", "reflections", "shoes"];

function keysOf(first: object | undefined, second: object | undefined): string[] {
  const place = (key: string) => (AREAS.includes(key) ? AREAS.indexOf(key) : AREAS.length);
  const keys = [...new Set([...Object.keys(first ?? {}), ...Object.keys(second ?? {})])];
  return keys.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}
