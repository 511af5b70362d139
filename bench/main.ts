import { spawnSync } from "node:child_process";

/** `npm run bench [name]`: one figure, or all of them one after the other. */
const benches: Record<string, () => Promise<() => Promise<void>>> = {
  "runs-page": async () => (await import("./runs-page")).runsPage,
  "today-page": async () => (await import("./today-page")).todayPage,
  audit: async () => (await import("./audit")).auditRow,
  browser: async () => (await import("./browser")).browser,
  imports: async () => (await import("./imports")).imports,
  strava: async () => (await import("./strava")).stravaSync,
  cdc: async () => (await import("./cdc")).cdc,
  due: async () => (await import("./due")).fiftyDue,
  coding: async () => (await import("./coding")).coding,
  planning: async () => (await import("./planning")).planning,
  digests: async () => (await import("./digests")).digests,
  start: async () => (await import("./start")).start,
};

const wanted = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const names = wanted.length > 0 ? wanted : Object.keys(benches);
for (const name of names) {
  const bench = benches[name];
  if (!bench) throw new Error(`There is no benchmark "${name}". There are: ${Object.keys(benches).join(", ")}.`);
  // Each in a process of its own: what one has opened and remembered is nothing to the next.
  if (names.length === 1) await (await bench())();
  else {
    const { status } = spawnSync(process.execPath, [...process.execArgv, process.argv[1] ?? "", name], { stdio: "inherit" });
    process.exitCode ||= status ?? 1;
  }
}
process.exit();
