import type { SetKind, StrengthExercise, StrengthSet } from "@/domain/strength";
import { parseDistance, parseDuration, parseNumber, type Typed } from "@/domain/typed-values";
import { type Format, formatDistance, formatDuration, formatNumber } from "@/domain/units";
import { formatWeight, kilogramsPer } from "@/domain/weights";
import type { FieldError } from "@/lib/errors";

/** What a set can be measured in, in the order of the form's columns. */
const MEASURES = ["weight", "reps", "distance", "time", "rpe"] as const;
export type Measure = (typeof MEASURES)[number];

/** A set as its controls write it. */
export type SetTexts = { id: string; kind: SetKind } & Record<Measure, string>;

/** An exercise as its controls write it; `measures` are those that a set of it has. */
export type ExerciseTexts = { id: string; title: string; notes: string; measures: Measure[]; sets: SetTexts[] };

/** Exercises in the words of their form; ids are places in the list, what the form adds has others. */
export function exerciseTexts(exercises: readonly StrengthExercise[], format: Format): ExerciseTexts[] {
  return exercises.map(({ title, notes, sets }, index) => {
    const texts = sets.map((set, nth): SetTexts => ({ id: String(nth), kind: set.kind, ...measureTexts(set, format) }));
    return { id: String(index), title, notes: notes ?? "", measures: measuresOf(texts), sets: texts };
  });
}

function measuresOf(sets: readonly SetTexts[]): Measure[] {
  const used = MEASURES.filter((measure) => measure !== "rpe" && sets.some((set) => set[measure] !== ""));
  return [...(used.length > 0 ? used : (["weight", "reps"] as const)), "rpe"];
}

function measureTexts({ weightKg, reps, distanceM, durationS, rpe }: StrengthSet, format: Format): Record<Measure, string> {
  const { locale } = format;
  const plain = (value: number) => formatNumber(value, locale, Number.isInteger(value) ? 0 : 1);
  return {
    weight: weightKg === null ? "" : formatWeight(weightKg, format).value,
    reps: reps === null ? "" : plain(reps),
    distance: distanceM === null ? "" : formatDistance(distanceM, format).value,
    time: durationS === null ? "" : formatDuration(durationS).value,
    rpe: rpe === null ? "" : plain(rpe),
  };
}

/** What the form said of exercises, in the API's words, and which control each place in it is from. */
export type ReadExercises = { exercises: Record<string, unknown>[]; errors: FieldError[]; names: Map<string, string> };

const CONTROL = /^x(n?\d{1,4})\.(?:(title|notes)|s(n?\d{1,4})\.(kind|weight|reps|distance|time|rpe))$/;

/** Where each measure of the form is in the API's set and in the stored one. */
const PLACES = { weight: "weightKg", reps: "reps", distance: "distanceM", time: "durationS", rpe: "rpe" } as const;

/**
 * Reads the controls of exercises and their sets, in the form's order. A cell that says what was shown keeps the exact value behind
 * it, which the person's unit may have rounded.
 */
export function readExercises(typed: Record<string, unknown>, base: readonly StrengthExercise[], format: Format): ReadExercises {
  const read: ReadExercises = { exercises: [], errors: [], names: new Map() };
  const shown = exerciseTexts(base, format);
  for (const [id, controls] of grouped(typed)) {
    const at = read.exercises.length;
    const [was, text] = [base[Number(id)], shown[Number(id)]];
    const title = (controls.words.get("title") ?? "").trim();
    const kept = was && text && text.title.trim() === title ? was : undefined;
    read.names.set(`exercises.${at}.title`, `x${id}.title`).set(`exercises.${at}.notes`, `x${id}.notes`);
    const sets = [...controls.sets].map(([setId, cells], nth) => {
      const place = `exercises.${at}.sets.${nth}`;
      return readSet(cells, { set: was?.sets[Number(setId)], text: text?.sets[Number(setId)] }, format, (measure, error) => {
        const name = `x${id}.s${setId}.${measure}`;
        read.names.set(`${place}.${measure === "time" ? "duration" : measure}`, name);
        if (error) read.errors.push({ path: name, message: error });
      });
    });
    read.exercises.push({
      ...(kept ? { exerciseId: kept.exerciseId, title: kept.title } : { title }),
      notes: controls.words.get("notes") ?? "",
      supersetId: was?.supersetId ?? null,
      sets,
    });
  }
  return read;
}

type Controls = { words: Map<string, string>; sets: Map<string, Map<string, string>> };

function grouped(typed: Record<string, unknown>): Map<string, Controls> {
  const exercises = new Map<string, Controls>();
  for (const [name, value] of Object.entries(typed)) {
    const [, id, word, setId, cell] = CONTROL.exec(name) ?? [];
    if (id === undefined || typeof value !== "string") continue;
    const controls: Controls = exercises.get(id) ?? { words: new Map(), sets: new Map() };
    exercises.set(id, controls);
    if (word) controls.words.set(word, value.replaceAll("\r\n", "\n"));
    else if (setId && cell) {
      const cells = controls.sets.get(setId) ?? new Map<string, string>();
      controls.sets.set(setId, cells.set(cell, value.trim()));
    }
  }
  return exercises;
}

function readSet(
  cells: ReadonlyMap<string, string>,
  { set, text }: { set?: StrengthSet; text?: SetTexts },
  format: Format,
  said: (measure: Measure, error: string | null) => void,
): Record<string, unknown> {
  const read: Record<string, unknown> = { type: cells.get("kind") ?? set?.kind ?? "normal" };
  for (const measure of MEASURES) {
    const cell = cells.get(measure);
    const name = measure === "time" ? "duration" : measure;
    if (cell === undefined || (text && cell === text[measure])) {
      said(measure, null);
      read[name] = set?.[PLACES[measure]] ?? null;
      continue;
    }
    const value = cell === "" ? null : parsed(measure, cell, format);
    said(measure, value && !value.ok ? value.error : null);
    read[name] = value?.ok ? value.value : null;
  }
  return read;
}

function parsed(measure: Measure, cell: string, { units }: Format): Typed {
  if (measure === "distance") return parseDistance(cell, units);
  // A bare number of a plank is seconds to everybody.
  if (measure === "time") return /^\d{1,3}$/.test(cell) ? { ok: true, value: Number(cell) } : parseDuration(cell);
  const number = parseNumber(cell);
  return number.ok && measure === "weight" ? { ok: true, value: number.value * kilogramsPer(units) } : number;
}
