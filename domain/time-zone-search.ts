import { isTimeZone } from "./time-zones";

/** What zones of the same city may stand under, for names that the platform knows and does not list. */
const REGIONS = ["Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

/** So many are named where a text means several. */
const MOST_NAMED = 5;

let listed: string[] | undefined;

/** Every zone the platform lists, with UTC. */
export function timeZones(): string[] {
  listed ??= [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];
  return listed;
}

/** A zone as people look for it, its city first: "Berlin (Europe/Berlin)". */
export function zoneLabel(zone: string): string {
  return zone.includes("/") ? `${cityOf(zone)} (${zone})` : zone;
}

const cityOf = (zone: string) => (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");

/** Letters without their marks, in lower case, so that "São Paulo" finds Sao_Paulo. */
const folded = (text: string) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("_", " ").replace(/\s+/g, " ").trim().toLowerCase();

/**
 * The zone that a typed text means: its name, what `zoneLabel` says of it, or its city. Otherwise the labels of those that it may mean,
 * none where nothing is like it.
 */
export function findTimeZone(text: string): { zone: string } | { like: string[] } {
  const named = folded(/\(([^()]+)\)\s*$/.exec(text)?.[1] ?? text);
  const exact = timeZones().find((zone) => folded(zone) === named);
  if (exact) return { zone: exact };
  const name = named.replaceAll(" ", "_");
  if (name.includes("/") && isTimeZone(name)) return { zone: cased(name) };
  const cities = timeZones().filter((zone) => folded(cityOf(zone)) === named);
  if (cities.length === 0) cities.push(...REGIONS.map((region) => `${region}/${cased(name)}`).filter(isTimeZone));
  if (cities.length === 1 && cities[0]) return { zone: cities[0] };
  const like = cities.length > 0 ? cities : named.length < 2 ? [] : timeZones().filter((zone) => folded(zone).includes(named));
  return { like: like.slice(0, MOST_NAMED).map(zoneLabel) };
}

/** "asia/kolkata" as zones are written: "Asia/Kolkata". */
function cased(name: string): string {
  return name.replace(/(^|[/_-])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
}
