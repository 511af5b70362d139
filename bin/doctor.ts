import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { connect } from "@/db/connect";
import { examineDatabase } from "@/db/doctor";
import type { Finding } from "@/db/findings";
import { closePools } from "@/db/pool";
import { type Env, EnvError, env } from "@/lib/env";
import { resealAll } from "@/worker/jobs/reseal";
import { examineConnectionKeys } from "./connection-keys";

/** `npm run doctor`: one line each, the fix included. Ends with 1 when something has to be mended. */
const MARK = { ok: "ok     ", note: "note   ", problem: "PROBLEM" };

function configuration(values: Env): Finding[] {
  const findings: Finding[] = [{ state: "ok", topic: "Configuration", text: "Every variable is well formed." }];
  const secrets = join(values.ALMANAC_DATA_DIR, "secrets.json");
  if (existsSync(secrets) && (statSync(secrets).mode & 0o077) !== 0) {
    findings.push({ state: "problem", topic: "Secrets", text: `Others can read ${secrets}.`, fix: `chmod 600 ${secrets}` });
  }
  const { hostname, protocol } = new URL(values.APP_URL);
  if (protocol === "http:" && !["localhost", "127.0.0.1", "[::1]"].includes(hostname)) {
    const fix = "Put a proxy with a certificate in front and write its https address into APP_URL.";
    findings.push({
      state: "note",
      topic: "Address",
      text: `${values.APP_URL} is not encrypted: passwords cross the network in the open.`,
      fix,
    });
  }
  if (process.env["ALMANAC_EMBEDDED"]) {
    const text = "The embedded server is for this machine alone and gets security fixes late.";
    findings.push({
      state: "note",
      topic: "Database",
      text,
      fix: "When others can reach Almanac, set DATABASE_URL to the distribution's PostgreSQL.",
    });
  }
  return findings;
}

function providers(values: Env): Finding[] {
  const known = { Strava: values.STRAVA_CLIENT_ID, WakaTime: values.WAKATIME_CLIENT_ID, Google: values.GOOGLE_CLIENT_ID };
  return Object.entries(known).map(([name, id]) =>
    id
      ? { state: "ok", topic: "Providers", text: `${name} is set up.` }
      : {
          state: "note",
          topic: "Providers",
          text: `${name} is not set up.`,
          fix: `See ${name.toUpperCase()}_CLIENT_ID in .env.example, if you want it.`,
        },
  );
}

async function database(values: Env): Promise<Finding[]> {
  const { DATABASE_URL: url = "", DATABASE_DIRECT_URL: directUrl = url } = values;
  const client = await connect(directUrl, 5_000);
  try {
    return await examineDatabase(client, decodeURIComponent(new URL(url).username));
  } finally {
    await client.end();
  }
}

/** Seals every secret with the newest key, where that is asked for. */
async function reseal(): Promise<Finding[]> {
  if (!process.argv.includes("--reencrypt")) return [];
  const { resealed, lost } = await resealAll();
  await closePools();
  const text = `${resealed} connections were sealed anew with the newest of TOKEN_ENCRYPTION_KEYS.`;
  if (lost === 0) return [{ state: "ok", topic: "Tokens", text: `${text} Older keys can be taken away.` }];
  return [
    {
      state: "problem",
      topic: "Tokens",
      text: `${text} ${lost} cannot be opened.`,
      fix: "Put the key they were sealed with back, or connect them again.",
    },
  ];
}

async function examine(): Promise<Finding[]> {
  try {
    const values = env();
    return [
      ...configuration(values),
      ...(await database(values)),
      ...providers(values),
      ...examineConnectionKeys(values),
      ...(await reseal()),
    ];
  } catch (error) {
    const topic = error instanceof EnvError ? "Configuration" : "Database";
    return [
      {
        state: "problem",
        topic,
        text: error instanceof Error ? error.message : String(error),
        fix: "Correct it and run npm run doctor again.",
      },
    ];
  }
}

const findings = await examine();
for (const { state, topic, text, fix } of findings)
  console.log(`${MARK[state]} ${topic.padEnd(13)} ${text}${fix ? ` → ${fix}` : ""}`);
process.exitCode = findings.some(({ state }) => state === "problem") ? 1 : 0;
