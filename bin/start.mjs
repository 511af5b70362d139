#!/usr/bin/env node
// Only what every Node.js understands stands here: an old one must be able to read the refusal.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Almanac needs Node.js 20.19 or newer; this is ${process.versions.node}. Install a newer one and start again.`);
  process.exit(1);
}
const { main } = await import("./start/main.mjs");
await main(process.argv.includes("--dev") ? "dev" : "serve");
