import { heartbeatYears, type WireHeartbeat } from "@/domain/demo/heartbeat-years";
import { between, randomOf } from "@/domain/demo/random";
import { type Heartbeat, readHeartbeats } from "@/domain/heartbeats";
import { addDays } from "@/domain/time-zones";
import type { UserId } from "@/domain/users";
import { newId } from "@/lib/crypto";
import { asUser, jobActor, type Tx } from "./client";
import { type ArchivedDay, putDays } from "./coding-archive";
import { takeHeartbeats } from "./heartbeats";

/** The years that a busy person's heartbeats make 1.3 million in. */
const YEARS = 5;
const BATCH = 1_000;

/** The wire form of heartbeats as what is stored. */
export function heartbeatsOf(wire: readonly WireHeartbeat[], now: Date): Heartbeat[] {
  const { beats } = readHeartbeats(wire, { userAgent: null, machine: "studio", timeZone: null }, now);
  return beats.filter((beat): beat is Heartbeat => !("error" in beat));
}

/** Gives a person five years of heartbeats, 1.3 million of them. Answers how many. */
export async function seedHeartbeats(userId: UserId, until: string, say: (line: string) => void): Promise<number> {
  const now = new Date(`${until}T23:59:59Z`);
  let [stored, wire]: [number, WireHeartbeat[]] = [0, []];
  const store = async () => {
    const beats = heartbeatsOf(wire, now);
    stored += (await asUser(jobActor(userId, newId(), "import"), (tx) => takeHeartbeats(tx, beats))).stored;
    if (stored % (250 * BATCH) < BATCH) say(`${stored} heartbeats`);
    wire = [];
  };
  for (const beat of heartbeatYears(addDays(until, -YEARS * 365), until, "UTC")) {
    wire.push(beat);
    if (wire.length === BATCH) await store();
  }
  await store();
  return stored;
}

const LANGUAGES = ["TypeScript", "Python", "Rust", "Markdown"];

/** Gives a person days as a data dump tells them, the last on `until`. */
export async function seedCodingDays(tx: Tx, count: number, until: string): Promise<void> {
  const days: ArchivedDay[] = [];
  for (let back = 0; days.length < count; back++) {
    const date = addDays(until, -back);
    const random = randomOf(`coding day ${date}`);
    // One in twenty is without a computer.
    if (random() < 0.05) continue;
    const projects = [0, 1, 2].map((n) => ({
      name: `project-${Math.floor(back / 200) + n}`,
      seconds: Math.round(between(random, 300, 9_000)),
    }));
    const totalSeconds = projects.reduce((sum, { seconds }) => sum + seconds, 0);
    days.push({
      date,
      totalSeconds,
      dimensions: {
        project: projects,
        language: LANGUAGES.map((name) => ({ name, seconds: totalSeconds / LANGUAGES.length })),
        editor: [{ name: "VS Code", seconds: totalSeconds }],
        operating_system: [{ name: "Linux", seconds: totalSeconds }],
        category: [{ name: "coding", seconds: totalSeconds }],
      },
    });
  }
  for (let at = 0; at < days.length; at += BATCH) await putDays(tx, "wakatime_dump", days.slice(at, at + BATCH));
}
