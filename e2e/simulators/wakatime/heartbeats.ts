import { randomUUID } from "node:crypto";
import { type Answer, json } from "@/e2e/simulators/answer";
import { type Call, isObject } from "@/e2e/simulators/request";

const MOST = 25;

/** What WakaTime answers to heartbeats in bulk: a pair for each, failures among successes. */
export function takeBulk(call: Call): Answer {
  let given: unknown;
  try {
    given = JSON.parse(call.body);
  } catch {
    return json(400, { error: "Invalid JSON." });
  }
  if (!Array.isArray(given)) return json(400, { error: "An array of heartbeats is expected." });
  if (given.length > MOST) return json(400, { error: `At most ${MOST} heartbeats at a time.` });
  return json(202, { responses: given.map(answerTo) });
}

function answerTo(beat: unknown): [object, number] {
  if (!isObject(beat) || typeof beat["entity"] !== "string" || beat["entity"] === "") {
    return [{ errors: { entity: ["This field is required."] } }, 400];
  }
  if (!Number.isFinite(Number(beat["time"]))) return [{ error: "Invalid time." }, 400];
  return [{ data: { id: randomUUID(), entity: beat["entity"], type: beat["type"] ?? "file", time: beat["time"] } }, 201];
}
