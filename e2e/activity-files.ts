import { readFileSync } from "node:fs";
import { fitFile, recordsOf, session } from "@/integrations/files/fit.fixture";
import { writeZip } from "@/integrations/files/zip.fixture";

/** A file as a browser sends it. */
export type SentFile = { name: string; mimeType: string; buffer: Buffer };

type Course = { day: string; minutes: number; metresPerSecond?: number };

const METRES_PER_DEGREE = 111_195;

function sent(name: string, content: Buffer | string): SentFile {
  return { name, mimeType: "application/octet-stream", buffer: Buffer.from(content) };
}

/** A point every ten seconds, due north at an even pace, from six in the morning. */
function pointsOf({ day, minutes, metresPerSecond = 3 }: Course) {
  const start = Date.parse(`${day}T06:00:00Z`);
  return Array.from({ length: minutes * 6 + 1 }, (_, index) => ({
    time: new Date(start + index * 10_000).toISOString(),
    metres: index * 10 * metresPerSecond,
    lat: (51.5 + (index * 10 * metresPerSecond) / METRES_PER_DEGREE).toFixed(7),
  }));
}

/** A run as GPX. */
export function gpxRun(name: string, title: string, course: Course): SentFile {
  const points = pointsOf(course).map(
    ({ lat, time }) => `<trkpt lat="${lat}" lon="-0.1"><ele>12</ele><time>${time}</time></trkpt>`,
  );
  const track = `<trk><name>${title}</name><type>running</type><trkseg>${points.join("")}</trkseg></trk>`;
  return sent(name, `<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">${track}</gpx>`);
}

/** A run as TCX, with a heart rate. */
export function tcxRun(name: string, course: Course): SentFile {
  const points = pointsOf(course);
  const body = points.map(
    ({ time, lat, metres }) =>
      `<Trackpoint><Time>${time}</Time><Position><LatitudeDegrees>${lat}</LatitudeDegrees><LongitudeDegrees>-0.2</LongitudeDegrees></Position><DistanceMeters>${metres}</DistanceMeters><HeartRateBpm><Value>148</Value></HeartRateBpm></Trackpoint>`,
  );
  const start = points[0]?.time;
  const lap = `<Lap StartTime="${start}"><TotalTimeSeconds>${course.minutes * 60}</TotalTimeSeconds><DistanceMeters>${points.at(-1)?.metres}</DistanceMeters><Track>${body.join("")}</Track></Lap>`;
  const activity = `<Activities><Activity Sport="Running"><Id>${start}</Id>${lap}</Activity></Activities>`;
  const namespace = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2";
  return sent(name, `<?xml version="1.0"?><TrainingCenterDatabase xmlns="${namespace}">${activity}</TrainingCenterDatabase>`);
}

/** What a watch makes of an hour in the gym: a TCX that knows no sport and no place, only the heart. */
export function tcxLifting(name: string, course: Course): SentFile {
  const points = pointsOf(course);
  const body = points.map(
    ({ time }) => `<Trackpoint><Time>${time}</Time><HeartRateBpm><Value>117</Value></HeartRateBpm></Trackpoint>`,
  );
  const start = points[0]?.time;
  const lap = `<Lap StartTime="${start}"><TotalTimeSeconds>${course.minutes * 60}</TotalTimeSeconds><Track>${body.join("")}</Track></Lap>`;
  const activity = `<Activities><Activity Sport="Other"><Id>${start}</Id>${lap}</Activity></Activities>`;
  const namespace = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2";
  return sent(name, `<?xml version="1.0"?><TrainingCenterDatabase xmlns="${namespace}">${activity}</TrainingCenterDatabase>`);
}

/** A run of 1 May 2024 as FIT: a record a second, 3 m each. */
export function fitRun(name: string, seconds: number): SentFile {
  const total = session({ startS: 0, elapsedS: seconds, distanceM: 3 * seconds, sport: 1 });
  return sent(name, fitFile(Buffer.concat([recordsOf(seconds), total])));
}

/** A MapMyFitness history in kilometres. */
export function mapMyFitnessRuns(name: string, ...rows: { id: number; day: string; km: string; seconds: string }[]): SentFile {
  const header =
    "Date Submitted,Workout Date,Activity Type,Calories Burned (kCal),Distance (km),Workout Time (seconds),Avg Heart Rate,Notes,Source,Link";
  const lines = rows.map(
    ({ id, day, km, seconds }) =>
      `"${day}","${day}",Run,500,${km},${seconds},,,Unknown,http://www.mapmyfitness.com/workout/${id}`,
  );
  return sent(name, [header, ...lines].join("\n"));
}

/** Strength sessions as Hevy exports them, each a squat with one warm-up and one set of five. */
export function hevySessions(name: string, ...sessions: { title: string; start: string; end: string; kg: number }[]): SentFile {
  const header =
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe";
  const lines = sessions.flatMap(({ title, start, end, kg }) =>
    [`0,"warmup",${kg / 2},8`, `1,"normal",${kg},5`].map(
      (set) => `"${title}","${start}","${end}","","Squat (Barbell)",,"",${set},,,`,
    ),
  );
  return sent(name, [header, ...lines].join("\n"));
}

/** An archive of such files; written to `place` on the way. */
export function zipOf(place: string, name: string, files: SentFile[]): SentFile {
  writeZip(
    place,
    files.map((file) => ({ path: file.name, content: file.buffer })),
  );
  return sent(name, readFileSync(place));
}
