import { setTimeout as wait } from "node:timers/promises";
import { keepAggregates } from "./consumer";

/** For tests: a consumer as a process of its own, which may be killed at any moment. */
let stopping = false;
process.on("SIGTERM", () => {
  stopping = true;
});
await keepAggregates({ stopping: () => stopping, pause: (ms) => wait(Math.min(ms, 200)) });
process.exit(0);
