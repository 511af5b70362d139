import pino from "pino";
import { env } from "./env";

/**
 * Structured log, one JSON line an event on standard output. Secrets never reach it: known fields are cut out here,
 * and the doors log ids, not inputs.
 */
function create() {
  return pino({
    level: env().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ["password", "token", "apiKey", "authorization", "cookie", "*.password", "*.token", "*.apiKey"],
      censor: "[removed]",
    },
  });
}

let instance: ReturnType<typeof create> | undefined;

/** The process's logger. */
export function log() {
  instance ??= create();
  return instance;
}
