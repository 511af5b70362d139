#!/usr/bin/env node
import { testParts } from "./test/main.mjs";

/** `npm run check`: what takes under a minute. */
await testParts(["lint", "types", "unused", "unit"]);
