/** Something a person can act on: shown as its one line, without a stack. */
export class StartError extends Error {
  name = "StartError";
}

export function say(line) {
  process.stdout.write(`${line}\n`);
}

export function complain(error) {
  const known = error instanceof Error && (error.name === "StartError" || !error.stack || process.env.LOG_LEVEL !== "debug");
  process.stderr.write(`${known ? error.message : (error?.stack ?? error)}\n`);
}

/** Who reads our output may go away before us; that is no reason to leave the database running. */
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
