import type { Sport } from "@/domain/activity";

export type SportReading = { sport: Sport; indoor: boolean };

/** Words of every source, lower case, letters and digits only, by the family they belong to. */
const WORDS: Record<Exclude<Sport, "other">, string> = {
  running:
    "run running trailrun trailrunning trackrunning streetrunning roadrunning ultrarun treadmill treadmillrun treadmillrunning " +
    "indoorrun indoorrunning indoorrunjog runjog jog jogging virtualrun virtualrunning obstacle racerun longrun intervalrun " +
    "regularrun wheelchairpushrun lauf laufen traillauf virtuellerlauf 9 53",
  cycling:
    "ride biking bike bikeride cycling roadcycling roadbiking roadbike roadride mountainbiking mountainbike mountainbikeride " +
    "mtb mtbride gravelride gravelcycling gravelbiking cyclocross ebikeride ebiking ebikefitness ebikemountain emountainbikeride " +
    "ebikemountainbikeride indoorcycling indoorbikeride indoorbike spin spinning stationarybike trackcycling recumbentcycling bmx commuting " +
    "virtualride virtualcycling velomobile handcycle handcycling indoorhandcycling downhillbiking cycletouring bicycle " +
    "radfahrt radfahren rad mountainbikefahrt gravelfahrt ebikefahrt virtuelleradfahrt 1 17 18 19 51",
  swimming:
    "swim swimming lapswimming poolswim poolswimming openwater openwaterswim openwaterswimming schwimmen freiwasserschwimmen 16",
  walking:
    "walk walking casualwalking speedwalking powerwalking dogwalk dogwalking indoorwalk indoorwalking treadmillwalk nordicwalking " +
    "wheelchairpushwalk spaziergang gehen 10",
  hiking: "hike hiking mountaineering rucking trekking snowshoe snowshoeing wanderung wandern 4 13",
  rowing: "row rowing indoorrow indoorrowing rowingmachine virtualrow virtualrowing ergometer rudern 23",
  skiing:
    "ski skiing nordicski crosscountryskiing alpineski alpineskiing downhillskiing backcountryski backcountryskiing skateskiing resortskiing " +
    "rollerski indoorskiing skitouring skialpin skilanglauf langlauf 2 3 7",
  strength:
    "weighttraining weightworkout weightlifting strength strengthtraining strengthworkout gymworkout krafttraining gewichtstraining 30",
  yoga: "yoga yogaclass 31",
  transition: "transition biketoruntransition runtobiketransition swimtobiketransition",
};

const SPORT_OF = new Map<string, Sport>();
for (const [sport, words] of Object.entries(WORDS)) {
  for (const word of words.split(" ")) SPORT_OF.set(word, sport as Sport);
}

/** A machine is named: treadmill, trainer, rower, or a virtual world that is ridden and run on one. */
const INDOOR = /indoor|treadmill|virtual|virtuell|spin|stationary|rowingmachine|ergometer|^17$|^53$/;

function compact(raw: string): string {
  return raw.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/**
 * Sport of a name as GPX, TCX, Strava (API, export and its numbers, English and German) and MapMyFitness write it. Unknown names
 * are `other` and keep their raw name with the caller.
 */
export function sportOf(raw: string | null): SportReading {
  if (raw === null) return { sport: "other", indoor: false };
  const known = readings.get(raw);
  if (known) return { ...known };
  const word = compact(raw);
  const sport = SPORT_OF.get(word) ?? familyOf(raw);
  const reading = { sport, indoor: sport !== "other" && INDOOR.test(word) };
  if (readings.size < MOST_READINGS) readings.set(raw, reading);
  return { ...reading };
}

/** A table of 100,000 rows names a dozen sports; hostile ones must not fill the memory. */
const MOST_READINGS = 1000;
const readings = new Map<string, SportReading>();

/** Free lists (MapMyFitness has hundreds of names) are read by the family word that stands in them. */
function familyOf(raw: string): Sport {
  const text = raw.toLowerCase();
  if (/\b(run|running|jog|jogging)\b/.test(text)) return "running";
  if (/\b(ride|bike|biking|cycling)\b/.test(text)) return "cycling";
  if (/\b(swim|swimming)\b/.test(text)) return "swimming";
  if (/\b(walk|walking)\b/.test(text)) return "walking";
  if (/\b(hike|hiking)\b/.test(text)) return "hiking";
  if (/\b(rowing)\b/.test(text)) return "rowing";
  if (/\b(ski|skiing)\b/.test(text)) return "skiing";
  if (/\b(strength|weights?|dumbbells?|barbell)\b/.test(text)) return "strength";
  if (/\byoga\b/.test(text)) return "yoga";
  return "other";
}

/** FIT sports that say nothing by themselves: there the sub-sport decides. */
const VAGUE = new Set(["fitness_equipment", "training", "generic", "other", "all", "winter_sport"]);

/**
 * Sport of a FIT session from its `sport` and `sub_sport` names (numbers where the profile knows none). The sub-sport decides
 * for equipment and training; it never turns a named sport into another, except transitions.
 */
export function fitSport(sport: unknown, subSport: unknown): SportReading & { rawSport: string | null } {
  const name = sport === undefined ? null : String(sport);
  const sub = subSport === undefined || subSport === "generic" ? null : String(subSport);
  const rawSport = name === null ? sub : sub === null ? name : `${name}/${sub}`;
  const indoor = sub !== null && INDOOR.test(compact(sub));
  if (name !== null && !VAGUE.has(name)) return { sport: SPORT_OF.get(compact(name)) ?? "other", indoor, rawSport };
  const bySub = sub === null ? "other" : (SPORT_OF.get(compact(sub)) ?? "other");
  return { sport: bySub, indoor: indoor && bySub !== "other", rawSport };
}
