import type { DemoActivity, DemoLife } from "@/domain/demo/life";
import { mergeSources } from "@/domain/merge-sources";
import { encodeTrack } from "@/domain/track-codec";
import { type ActivityNoun, FACT_COLUMNS, factValues, NOUNS } from "./activity-rows";
import { type BulkColumn, type BulkRow, insertMany, insertManyVersioned } from "./bulk";
import type { Tx } from "./client";
import { insertDemoPlanning } from "./demo-planning";
import { insertDemoSessions } from "./demo-strength";
import { takeHeartbeats } from "./heartbeats";
import { updateVersioned } from "./history";
import { writeMissingDigests } from "./missing-digests";
import { insertTracks, trackRows } from "./tracks";

/** Activities per round: enough to pay for the trips, few enough to let other requests through in between. */
const ROUND = 40;

const SOURCE: readonly BulkColumn[] = [["source", "text"]];
const SOURCE_COLUMNS: readonly BulkColumn[] = [
  ["id", "text"],
  ["run_id", "text"],
  ["workout_id", "text"],
  ["source", "text"],
  ["origin", "text"],
  ["facts", "jsonb"],
  ["track_points", "int4"],
];
const EFFORT_COLUMNS: readonly BulkColumn[] = [
  ["run_id", "text"],
  ["distance_m", "float8"],
  ["duration_s", "float8"],
  ["start_offset_s", "float8"],
];

/**
 * Fills the account of the transaction with a demo life: shoes, thresholds, runs and rides as an import would have stored them,
 * plans, habits and reflections, and a few edits. The account must be empty.
 */
export async function insertDemo(given: Tx, life: DemoLife): Promise<void> {
  // What is made up now did not happen now.
  const tx: Tx = { ...given, untold: true };
  await insertShoes(tx, life);
  await insertMany(
    tx,
    "ftp_history",
    [
      ["valid_from", "date"],
      ["ftp_w", "float8"],
    ],
    life.ftp.map((test) => ({ valid_from: test.validFrom, ftp_w: test.ftpW })),
  );
  for (const zones of life.heartRateZones) {
    await tx.query(
      `insert into app.heart_rate_zones (user_id, valid_from, max_bpm, resting_bpm, threshold_bpm, lower_bounds_bpm) values ($1, $2, $3, $4, $5, $6)`,
      [tx.userId, zones.validFrom, zones.maxBpm, zones.restingBpm, zones.thresholdBpm, zones.lowerBoundsBpm],
    );
  }
  await insertDemoSessions(tx, life.strength);
  await takeHeartbeats(tx, life.coding);
  let round: DemoActivity[] = [];
  let writing: Promise<void> = Promise.resolve();
  for (const activity of life.activities()) {
    round.push(activity);
    // Lets the answers of the database in, and other requests: the next round is made while the last one is written.
    await new Promise(setImmediate);
    if (round.length < ROUND) continue;
    await writing;
    writing = insertRound(tx, round);
    writing.catch(() => undefined);
    round = [];
  }
  await writing;
  await insertRound(tx, round);
  // Habits are ticked by what is there now.
  await insertDemoPlanning(tx, life.planning, life.today);
  await writeMissingDigests(tx, life.today);
}

async function insertShoes(tx: Tx, life: DemoLife): Promise<void> {
  const rows = life.shoes.map((shoe) => ({
    id: shoe.id,
    name: shoe.name,
    starting_distance_m: shoe.startingDistanceM,
    limit_m: shoe.limitM,
    notes: shoe.notes,
    retired_at: shoe.retiredOn === null ? null : `${shoe.retiredOn}T18:00:00Z`,
    retirement_notes: shoe.retirementNotes,
  }));
  const columns: readonly BulkColumn[] = [
    ["id", "text"],
    ["name", "text"],
    ["starting_distance_m", "float8"],
    ["limit_m", "float8"],
    ["notes", "text"],
    ["retired_at", "timestamptz"],
    ["retirement_notes", "text"],
  ];
  await insertManyVersioned(tx, { table: "shoes", idColumn: "shoe_id", what: "shoe" }, columns, rows);
}

async function insertRound(tx: Tx, round: readonly DemoActivity[]): Promise<void> {
  await insertActivities(
    tx,
    "run",
    round.filter((one) => one.kind === "run"),
  );
  await insertActivities(
    tx,
    "workout",
    round.filter((one) => one.kind === "ride"),
  );
  await insertMany(tx, "activity_sources", SOURCE_COLUMNS, round.map(sourceRow));
  await insertTracks(
    tx,
    round.flatMap(({ id, activity }) => (activity.track ? trackRows(id, encodeTrack(activity.track)) : [])),
  );
  await insertMany(tx, "best_efforts", EFFORT_COLUMNS, round.flatMap(effortRows));
  for (const { id, edit } of round) {
    if (!edit) continue;
    const provider = { [edit.field]: edit.before };
    const values = { [edit.column]: edit.after, edited_fields: [edit.field], provider };
    await updateVersioned(tx, NOUNS.run, id, values, { type: "edit", reason: edit.reason, fields: [edit.field] });
  }
}

async function insertActivities(tx: Tx, noun: ActivityNoun, made: readonly DemoActivity[]): Promise<void> {
  if (made.length === 0) return;
  const own: readonly BulkColumn[] = noun === "workout" ? [["status", "text"], ...SOURCE] : SOURCE;
  const rows = made.map(({ id, activity, facts, shoeId }): BulkRow => {
    const values = factValues(noun, mergeSources([facts]), activity.timeZone ?? "UTC", shoeId);
    return { ...values, id, source: "demo", status: "COMPLETED" };
  });
  await insertManyVersioned(tx, NOUNS[noun], [["id", "text"], ...own, ...FACT_COLUMNS[noun]], rows);
}

function sourceRow({ id, kind, facts }: DemoActivity): BulkRow {
  return {
    id,
    run_id: kind === "run" ? id : null,
    workout_id: kind === "ride" ? id : null,
    source: "demo",
    origin: "demo",
    facts: JSON.stringify(facts),
    track_points: facts.trackPoints,
  };
}

function effortRows({ id, kind, facts }: DemoActivity): BulkRow[] {
  const efforts = kind === "run" ? (facts.summary?.bestEfforts ?? []) : [];
  return efforts.map((effort) => ({
    run_id: id,
    distance_m: effort.distanceM,
    duration_s: effort.elapsedS,
    start_offset_s: effort.startS,
  }));
}
