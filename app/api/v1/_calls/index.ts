import { dumpCalls } from "./dumps";
import { durationCalls } from "./durations";
import { goalCalls } from "./goals";
import { heartbeatCalls } from "./heartbeats";
import { otherCalls } from "./others";
import { peopleCalls } from "./people";
import { statsCalls } from "./stats";
import { summaryCalls } from "./summaries";

/** Everything under /api/v1. */
export const CALLS = [
  ...heartbeatCalls,
  ...summaryCalls,
  ...statsCalls,
  ...durationCalls,
  ...peopleCalls,
  ...dumpCalls,
  ...goalCalls,
  ...otherCalls,
];
