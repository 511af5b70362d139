import { heartbeatYears } from "@/domain/demo/heartbeat-years";
import { type Heartbeat, readHeartbeats } from "@/domain/heartbeats";
import { newId } from "@/lib/crypto";
import { asUser, jobActor } from "./client";
import { takeHeartbeats } from "./heartbeats";

/** Heartbeats of one request, as the clients do it. */
const BATCH = 25;

/** What is sent: a week of a busy person. */
export function weekOfHeartbeats(): Heartbeat[] {
  const wire = [...heartbeatYears("2026-03-23", "2026-03-29", "Europe/Berlin")];
  const { beats } = readHeartbeats(wire, { userAgent: null, machine: "desk", timeZone: null }, new Date("2026-11-21T00:00:00Z"));
  return beats.filter((beat): beat is Heartbeat => !("error" in beat));
}

/** Sends all from one heartbeat on, and says of each batch that it is safe once it is. */
async function ingest(userId: string, from: number): Promise<void> {
  const beats = weekOfHeartbeats();
  for (let at = from; at < beats.length; at += BATCH) {
    await asUser(jobActor(userId, newId(), "job"), (tx) => takeHeartbeats(tx, beats.slice(at, at + BATCH)));
    process.stdout.write(`${Math.min(at + BATCH, beats.length)}\n`);
  }
  process.exit(0);
}

const [, script, userId, from] = process.argv;
if (script?.endsWith("ingest.fixture.ts") && userId) await ingest(userId, Number(from));
