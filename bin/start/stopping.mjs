import { interruptQuietRuns } from "./run-quietly.mjs";
import { complain, say } from "./say.mjs";

/**
 * Stops everything in the reverse order of its start, once, whoever asks: Ctrl-C, SIGTERM, a closed terminal, the end of the npm that
 * started us, or something of ours that cannot go on.
 */
export function prepareToStop({ quiet = false } = {}) {
  const steps = [];
  let stopping;
  let askedAt = 0;

  const stop = (code = 0) => {
    stopping ??= (async () => {
      askedAt = Date.now();
      interruptQuietRuns();
      while (steps.length > 0) {
        const step = steps.pop();
        try {
          await step.stop();
        } catch (error) {
          complain(error);
        }
      }
      process.exit(code);
    })();
    return stopping;
  };

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to npm and to us, and npm passes it on: only a later one is impatience.
      if (stopping && Date.now() - askedAt > 1_000) for (const step of steps) step.kill?.();
      else if (!stopping) {
        if (!quiet) say("Stopping …");
        stop(0);
      }
    });
  }
  stopWithNpm(stop);

  return {
    /** Remembers how to stop something that has just been started. `kill` is for the impatient. */
    add: (step) => steps.push(step),
    stop,
    isStopping: () => stopping !== undefined,
  };
}

/** An npm that is killed cannot pass anything on; we notice that our parent is another one. */
function stopWithNpm(stop) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(0), 1_000).unref();
}
