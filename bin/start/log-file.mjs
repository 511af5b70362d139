import { existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";

const MOST_BYTES = 10 * 1024 * 1024;

/**
 * Where server and worker say what happens, one JSON line an event. Somebody who looks at a terminal reads plain words there, and the
 * lines go to a file in the data folder; whoever collects our output (a container, a service), or asked for a LOG_LEVEL, gets them.
 * @returns {{ output: "inherit" | number, file: string | undefined, lastWords: () => string }}
 */
export function openLog({ dataFolder, env, mode, isTerminal = process.stdout.isTTY === true }) {
  if (!isTerminal || env.LOG_LEVEL || mode === "dev") {
    return { output: "inherit", file: undefined, lastWords: () => "Its last words are above." };
  }
  const file = join(dataFolder, "almanac.log");
  if (existsSync(file) && statSync(file).size > MOST_BYTES) renameSync(file, `${file}.1`);
  const output = openSync(file, "a", 0o600);
  const lastWords = () => {
    const lines = readFileSync(file, "utf8").trim().split("\n").slice(-5);
    return `Its last words, from ${file}:\n${lines.join("\n")}`;
  };
  return { output, file, lastWords };
}
