import { format, stripVTControlCharacters } from "node:util";

/**
 * Makes lines of the log of what is said on the console, as `lib/log.ts` writes them: the framework speaks there, and one line an event
 * is what collectors of logs read. Where `isNoise` holds nothing is said.
 */
export function speakJson(isNoise, write = (line) => process.stdout.write(line)) {
  for (const [name, level] of Object.entries({ error: "error", warn: "warn", log: "info", info: "info" })) {
    console[name] = (...args) => {
      if (isNoise()) return;
      const msg = stripVTControlCharacters(format(...args)).trim();
      if (msg) write(`${JSON.stringify({ level, time: new Date().toISOString(), msg })}\n`);
    };
  }
}
