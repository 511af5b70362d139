/** `npm run bench [name]`: one figure, or all of them one after the other. */
const benches: Record<string, () => Promise<() => Promise<void>>> = {
  "runs-page": async () => (await import("./runs-page")).runsPage,
  audit: async () => (await import("./audit")).auditRow,
  browser: async () => (await import("./browser")).browser,
  imports: async () => (await import("./imports")).imports,
  start: async () => (await import("./start")).start,
};

const wanted = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const names = wanted.length > 0 ? wanted : Object.keys(benches);
for (const name of names) {
  const bench = benches[name];
  if (!bench) throw new Error(`There is no benchmark "${name}". There are: ${Object.keys(benches).join(", ")}.`);
  await (await bench())();
}
process.exit();

export {};
