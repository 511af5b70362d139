#!/usr/bin/env node
import { chooseParts, testParts } from "./test/main.mjs";

/** `npm test`, or some of it: `npm test -- unit domain/power`. */
const { parts, filters } = chooseParts(process.argv.slice(2));
await testParts(parts, filters);
