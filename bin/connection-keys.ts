import type { Finding } from "@/db/findings";
import type { Env } from "@/lib/env";

/** What connections need beside the database: keys that seal their tokens, somebody who syncs, and an ear for events. */
export function examineConnectionKeys(values: Env): Finding[] {
  return [tokens(values), schedules(values), webhooks(values)];
}

function tokens({ TOKEN_ENCRYPTION_KEYS: keys }: Env): Finding {
  if (!keys) {
    const text = "No key seals the tokens of connections: nothing can be connected.";
    const fix = "Set TOKEN_ENCRYPTION_KEYS to 32 random bytes in base64: openssl rand -base64 32";
    return { state: "problem", topic: "Tokens", text, fix };
  }
  if (keys.length === 1) return { state: "ok", topic: "Tokens", text: "One key seals the tokens of connections." };
  return {
    state: "note",
    topic: "Tokens",
    text: `There are ${keys.length} keys; the first seals, the others only open what is older.`,
    fix: "npm run doctor -- --reencrypt, then take the older ones away.",
  };
}

function schedules({ CRON_SECRET: secret, ALMANAC_WORKER: worker }: Env): Finding {
  if (secret) return { state: "ok", topic: "Schedules", text: "Whoever has CRON_SECRET may call /api/cron." };
  const fix = "Set CRON_SECRET to at least 32 characters: openssl rand -base64 32";
  if (worker === "on")
    return {
      state: "note",
      topic: "Schedules",
      text: "CRON_SECRET is not set: nobody may call /api/cron, only the worker does its work.",
      fix,
    };
  const text = "Nobody imports or syncs: ALMANAC_WORKER is off, and CRON_SECRET, with which a scheduler could, is not set.";
  return { state: "problem", topic: "Schedules", text, fix };
}

function webhooks({ STRAVA_CLIENT_ID: id, STRAVA_WEBHOOK_VERIFY_TOKEN: token, APP_URL }: Env): Finding {
  const finding = { state: "note", topic: "Webhooks" } as const;
  if (!id)
    return { ...finding, text: "Strava is not set up, so it tells nothing.", fix: "See STRAVA_CLIENT_ID in .env.example." };
  if (!token) {
    const fix = "Set STRAVA_WEBHOOK_VERIFY_TOKEN to any long random text: openssl rand -hex 16";
    return { ...finding, text: "Strava does not tell of changes: they come with the next sync.", fix };
  }
  if (!APP_URL.startsWith("https:")) {
    const text = `Strava tells of changes only to an https address, and APP_URL is ${APP_URL}.`;
    return { ...finding, text, fix: "Put a proxy with a certificate in front and write its https address into APP_URL." };
  }
  return { state: "ok", topic: "Webhooks", text: `Strava may tell of changes at ${APP_URL}/api/webhooks/strava.` };
}
