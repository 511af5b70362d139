import { FileRefused } from "@/integrations/files/refused";

/** The columns of activities.csv that are read. Where a name occurs twice, `…First` is the display form and the other the raw number. */
export type StravaColumns = {
  language: "en" | "de";
  id: number;
  date: number;
  name: number;
  type: number;
  description: number;
  elapsedFirst: number;
  elapsed: number;
  distanceFirst: number;
  distance: number;
  gear: number;
  filename: number;
  movingTime: number;
  timerTime: number;
  elevationGain: number;
  maxHeartRate: number;
  averageHeartRate: number;
  calories: number;
  /** The only distance of the first vintage (2018, snake_case) is in metres, that of the second (2019) in kilometres. */
  onlyDistanceIsMetres: boolean;
};

type Named = Exclude<keyof StravaColumns, "language" | "elapsedFirst" | "distanceFirst" | "onlyDistanceIsMetres">;

const ENGLISH: Record<Named, string> = {
  id: "activity id",
  date: "activity date",
  name: "activity name",
  type: "activity type",
  description: "activity description",
  elapsed: "elapsed time",
  distance: "distance",
  gear: "activity gear",
  filename: "filename",
  movingTime: "moving time",
  timerTime: "timer time",
  elevationGain: "elevation gain",
  maxHeartRate: "max heart rate",
  averageHeartRate: "average heart rate",
  calories: "calories",
};

const ENGLISH_2018: Record<Named, string> = {
  ...ENGLISH,
  id: "id",
  date: "date",
  name: "name",
  type: "type",
  description: "description",
  elapsed: "elapsed_time",
  gear: "gear",
};

const GERMAN: Record<Named, string> = {
  id: "aktivitäts-id",
  date: "aktivitätsdatum",
  name: "name der aktivität",
  type: "aktivitätsart",
  description: "aktivitätsbeschreibung",
  elapsed: "verstrichene zeit",
  distance: "distanz",
  gear: "aktivitätsausrüstung",
  filename: "dateiname",
  movingTime: "bewegungszeit",
  timerTime: "timer-zeit",
  elevationGain: "höhenzunahme",
  maxHeartRate: "max. herzfrequenz",
  averageHeartRate: "durchschnittliche herzfrequenz",
  calories: "kalorien",
};

const NEEDED: readonly Named[] = ["id", "date", "type", "elapsed", "distance", "filename"];

/**
 * Finds the columns by name, the last of two equal ones for raw numbers, so that added and moved columns do no harm. Throws
 * `FileRefused` for tables in other languages: their dates and activity types could only be guessed.
 */
export function stravaColumns(header: string[]): StravaColumns {
  const names = header.map((cell) => cell.trim().toLowerCase().normalize("NFC"));
  const vocabulary = [ENGLISH, GERMAN, ENGLISH_2018].find((candidate) => names[0] === candidate.id);
  if (!vocabulary) {
    throw new FileRefused(
      "The columns of activities.csv are in a language that cannot be read for certain. Set Strava to English, export again and import that archive.",
    );
  }
  const missing = NEEDED.find((column) => !names.includes(vocabulary[column]));
  if (missing)
    throw new FileRefused(`activities.csv has no column "${vocabulary[missing]}". Export the archive from Strava again.`);
  const last = (column: Named) => names.lastIndexOf(vocabulary[column]);
  return {
    language: vocabulary === GERMAN ? "de" : "en",
    id: last("id"),
    date: last("date"),
    name: last("name"),
    type: names.indexOf(vocabulary.type),
    description: last("description"),
    elapsedFirst: names.indexOf(vocabulary.elapsed),
    elapsed: last("elapsed"),
    distanceFirst: names.indexOf(vocabulary.distance),
    distance: last("distance"),
    gear: last("gear"),
    filename: last("filename"),
    movingTime: last("movingTime"),
    timerTime: last("timerTime"),
    elevationGain: last("elevationGain"),
    maxHeartRate: last("maxHeartRate"),
    averageHeartRate: last("averageHeartRate"),
    calories: last("calories"),
    onlyDistanceIsMetres: vocabulary === ENGLISH_2018,
  };
}
