/** `npm run prove` tries fifty times as many cases of every property as the tests do, from its seed. */
const seed = process.env["PROVE_SEED"];
if (process.env["PROVE"]) {
  const { default: fc } = await import("fast-check");
  fc.configureGlobal({ numRuns: 5_000, ...(seed ? { seed: Number(seed) } : {}) });
}

export {};
