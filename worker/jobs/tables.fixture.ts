import { ownerQuery, type TestUser } from "@/db/testing";

const HEADER =
  "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Activity Gear,Filename,Average Heart Rate";

type Row = {
  id: number;
  at?: string;
  name?: string;
  type?: string;
  seconds?: number;
  km?: number;
  gear?: string;
  heart?: number | "";
};

/** A Strava table of activities without recordings. */
export const strava = (...rows: Row[]) => ({
  name: "activities.csv",
  bytes: [
    HEADER,
    ...rows.map(
      ({
        id,
        at = "Apr 18, 2020, 6:00:00 AM",
        name = "Morning Run",
        type = "Run",
        seconds = 3000,
        km = 10,
        gear = "",
        heart = "",
      }) => [id, `"${at}"`, `"${name}"`, type, "", seconds, km, gear, "", heart].join(","),
    ),
  ].join("\n"),
});

const MMF_HEADER =
  "Date Submitted,Workout Date,Activity Type,Calories Burned (kCal),Distance (km),Workout Time (seconds),Avg Heart Rate,Notes,Source,Link";

/** A MapMyFitness history: only days, no times. */
export const mapMyFitness = (...rows: { id: number; day?: string; km?: number; seconds?: number; type?: string }[]) => ({
  name: "user_workout_history.csv",
  bytes: [
    MMF_HEADER,
    ...rows.map(
      ({ id, day = "April 18, 2020", km = 10, seconds = 3000, type = "Run" }) =>
        `"${day}","${day}",${type},500,${km},${seconds},,,Unknown,http://www.mapmyfitness.com/workout/${id}`,
    ),
  ].join("\n"),
});

export const runs = (user: TestUser) =>
  ownerQuery<{
    id: string;
    name: string;
    distance_m: number;
    version: number;
    shoe_id: string | null;
    live: boolean;
    provider: object;
    start_precision: string;
  }>(
    "select id, name, distance_m, version, shoe_id, deleted_at is null as live, provider, start_precision from app.runs where user_id = $1 order by id",
    [user.id],
  );
