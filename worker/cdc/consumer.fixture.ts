import { setTimeout as wait } from "node:timers/promises";
import { keepAggregates } from "./consumer";

/** For tests: a consumer as a process of its own, which may be killed at any moment. */
let stopping = false;
process.on("SIGTERM", () => {
  stopping = true;
});
const beatMs = Number(process.argv[2]) || undefined;
await keepAggregates({ stopping: () => stopping, pause: (ms) => wait(Math.min(ms, 200)), beatMs });
process.exit(0);
