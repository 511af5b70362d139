import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../start/paths.mjs";

/**
 * A copy of what the start needs, with a small program in the place of the framework: it "builds" in no time and answers the
 * readiness check once the database does. What is tried is how things start and stop, not the pages.
 */
export function makeClone(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of [
    "bin",
    "db",
    "domain",
    "integrations",
    "lib",
    "drizzle",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
  ]) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  linkPackages(join(folder, "node_modules"));
  write(folder, "node_modules/next/package.json", '{ "name": "next", "version": "0.0.0", "type": "module", "main": "next.js" }');
  write(folder, "node_modules/next/next.js", PAGES);
  write(folder, "node_modules/next/dist/bin/next", BUILD);
  write(folder, "worker/main.ts", WORKER);
}

function linkPackages(target) {
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(join(ROOT, "node_modules"))) {
    const ours = [".stamp", ".almanac-build.json", ".almanac-build.lock", "next", ".vite", ".vite-temp"];
    if (!ours.includes(name) && !existsSync(join(target, name)))
      symlinkSync(join(ROOT, "node_modules", name), join(target, name));
  }
}

function write(folder, path, text) {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const BUILD = `
import { mkdirSync, writeFileSync } from "node:fs";
mkdirSync(".next", { recursive: true });
writeFileSync(".next/BUILD_ID", String(Date.now()));
`;

const PAGES = `
import { writeFileSync } from "node:fs";
import pg from "pg";
export default function next() {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 });
  pool.on("error", () => undefined);
  return {
    prepare: async () => console.log("the stand-in is there"),
    getUpgradeHandler: () => () => undefined,
    getRequestHandler: () => async (request, response) => {
      if (request.url === "/upload") return request.on("error", () => setTimeout(() => writeFileSync("tidied", ""), 200));
      try {
        await pool.query("select door.has_owner()");
        response.writeHead(200).end(String(process.pid));
      } catch (error) {
        response.writeHead(503).end(error.message);
      }
    },
  };
}
`;

const WORKER = `
const tick = setInterval(() => undefined, 1_000);
process.on("SIGTERM", () => clearInterval(tick));
`;
