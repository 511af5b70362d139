import type { WakatimeSpec } from "@/app/_auth/wakatime-door";
import * as audit from "./audit";
import * as coding from "./coding";
import * as connections from "./connections";
import * as digests from "./digests";
import * as goals from "./goals";
import * as habits from "./habits";
import * as imports from "./imports";
import * as records from "./records";
import * as reflections from "./reflections";
import * as runs from "./runs";
import * as settings from "./settings";
import * as shoes from "./shoes";
import * as snapshots from "./snapshots";
import type { Spec } from "./spec";
import * as strength from "./strength";
import * as tasks from "./tasks";
import * as v1 from "./v1";
import * as workouts from "./workouts";

/** Every call of the HTTP API that goes through the doors, for its description and for the test that tries all of them. */
export const SPECS: readonly Spec[] = [
  runs,
  shoes,
  workouts,
  strength,
  imports,
  records,
  settings,
  connections,
  coding,
  digests,
  tasks,
  goals,
  habits,
  reflections,
  snapshots,
  audit,
].flatMap((noun) => Object.values(noun).filter(isSpec));

function isSpec(value: unknown): value is Spec {
  return typeof value === "object" && value !== null && "method" in value && "path" in value && "scope" in value;
}

/** Every call of WakaTime's clients. */
export const WAKATIME_SPECS: readonly WakatimeSpec[] = Object.values(v1);
