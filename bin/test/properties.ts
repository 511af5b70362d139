import fc from "fast-check";

/**
 * Properties are tried with the same cases in every run, so that a run that fails fails again. `npm run prove` tries fifty times as
 * many, from its own seed.
 */
const { PROVE, PROVE_SEED } = process.env;
fc.configureGlobal(PROVE ? { numRuns: 5_000, ...(PROVE_SEED ? { seed: Number(PROVE_SEED) } : {}) } : { seed: 20_261_121 });

export { fc };
