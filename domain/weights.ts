import { type Format, formatNumber, type Shown, type Units } from "./units";

/** The international pound, exact. */
export const KILOGRAMS_PER_POUND = 0.453_592_37;

/** People of miles lift pounds. */
export function weightUnit(units: Units): "kg" | "lb" {
  return units === "km" ? "kg" : "lb";
}

/** Kilograms of one of the person's units of weight. */
export function kilogramsPer(units: Units): number {
  return units === "km" ? 1 : KILOGRAMS_PER_POUND;
}

/** A weight in kg or lb with as many decimals as it has, two at most: plates come in quarters. "–" for null. */
export function formatWeight(kg: number | null, { units, locale }: Format): Shown {
  const value = kg === null ? null : kg / kilogramsPer(units);
  const rounded = value === null ? 0 : Math.round(value * 100) / 100;
  const decimals = Number.isInteger(rounded) ? 0 : Number.isInteger(rounded * 10) ? 1 : 2;
  // What was lifted in one unit and is shown in the other has no meaning in hundredths.
  return { value: formatNumber(value, locale, units === "km" ? decimals : Math.min(decimals, 1)), unit: weightUnit(units) };
}

/** A sum of weights in whole kg or lb. */
export function formatVolume(kg: number | null, { units, locale }: Format): Shown {
  return { value: formatNumber(kg === null ? null : kg / kilogramsPer(units), locale), unit: weightUnit(units) };
}
