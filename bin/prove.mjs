#!/usr/bin/env node
import { randomInt } from "node:crypto";
import { say } from "./start/say.mjs";
import { testParts } from "./test/main.mjs";

/**
 * `npm run prove [name]`: the long proofs at full strength. A test sees PROVE=1 and draws its chances from PROVE_SEED, so that a
 * failure can be played again: PROVE_SEED=… npm run prove.
 */
process.env.PROVE = "1";
process.env.PROVE_SEED ??= String(randomInt(2 ** 31));
say(`Seed ${process.env.PROVE_SEED}`);
await testParts(["unit", "database"], process.argv.slice(2));
