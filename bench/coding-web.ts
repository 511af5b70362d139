import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { asUser, jobActor } from "@/db/client";
import { createKey } from "@/db/keys";
import type { WireHeartbeat } from "@/domain/demo/heartbeat-years";
import { newId, sha256 } from "@/lib/crypto";
import { median } from "./load";
import { cpuMs, type WebServer } from "./server";

/** Requests under way at once: an editor's queue is sent one after the other, but several machines empty theirs. */
const LANES = 4;

export type Answer = { status: number; body: string; ms: number };

/** A person's editor: what it sends goes to /api/v1 with a key of their own. */
export async function editorOf({ origin, pid }: Pick<WebServer, "origin" | "pid">, userId: string) {
  const key = randomUUID();
  await asUser(jobActor(userId, newId(), "job"), (tx) =>
    createKey(tx, {
      ...{ id: newId(), keyHash: sha256(key), name: "Bench", lastFour: key.slice(-4) },
      ...{ scopes: ["read", "heartbeats"], expiresAt: null },
    }),
  );
  const agent = new Agent({ keepAlive: true, maxSockets: LANES });
  const headers = {
    authorization: `Basic ${Buffer.from(key).toString("base64")}`,
    "x-machine-name": "studio",
    "content-type": "application/json",
  };
  const send = (method: "GET" | "POST", path: string, body?: string) =>
    new Promise<Answer>((resolve, reject) => {
      const started = performance.now();
      const asked = request(`${origin}/api/v1/users/current/${path}`, { method, agent, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.once("error", reject);
        answer.once("end", () =>
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString(), ms: performance.now() - started }),
        );
      });
      asked.once("error", reject);
      asked.end(body);
    });
  return {
    /** Sends heartbeats in batches of a size. Seconds that it took, and CPU of the server a request. @throws Error when one is not taken */
    async sendAll(beats: Iterable<WireHeartbeat>, size: number): Promise<{ seconds: number; sent: number; webMs: number }> {
      const bodies = inBatches(beats, size);
      const before = cpuMs(pid);
      let requests = 0;
      const started = performance.now();
      let sent = 0;
      await Promise.all(
        Array.from({ length: LANES }, async () => {
          for (let next = bodies.next(); !next.done; next = bodies.next()) {
            const { status, body } = await send("POST", "heartbeats.bulk", next.value.body);
            if (status !== 201 || body.includes('"error"')) throw new Error(`not taken: ${status} ${body.slice(0, 300)}`);
            sent += next.value.count;
            requests++;
          }
        }),
      );
      return { seconds: (performance.now() - started) / 1000, sent, webMs: (cpuMs(pid) - before) / requests };
    },
    /** Milliseconds of a request, in the middle of some. @throws Error when one is not answered with 200 */
    async ask(path: string, times = 15): Promise<number> {
      const ms: number[] = [];
      for (let time = 0; time < times; time++) {
        const answer = await send("GET", path);
        if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body.slice(0, 300)}`);
        ms.push(answer.ms);
      }
      return median(ms);
    },
  };
}

function* inBatches(beats: Iterable<WireHeartbeat>, size: number): Generator<{ body: string; count: number }> {
  let batch: WireHeartbeat[] = [];
  for (const beat of beats) {
    batch.push(beat);
    if (batch.length < size) continue;
    yield { body: JSON.stringify(batch), count: batch.length };
    batch = [];
  }
  if (batch.length > 0) yield { body: JSON.stringify(batch), count: batch.length };
}
