import { z } from "zod";

/**
 * The one place that reads the environment. Every variable of the contract is named here, in the order of `.env.example`,
 * with its rule and its default; anything malformed stops the start with one line that names it.
 */

const url = (...protocols: string[]) =>
  z.string().refine(
    (value) => {
      try {
        return protocols.includes(new URL(value).protocol);
      } catch {
        return false;
      }
    },
    `must be an address that starts with ${protocols.map((p) => `${p}//`).join(" or ")}`,
  );

const postgres = url("postgres:", "postgresql:");
const http = url("http:", "https:");
const flag = z
  .enum(["true", "false", "1", "0", "on", "off"], "must be true or false")
  .transform((value) => value === "true" || value === "1" || value === "on");
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be between ${min} and ${max}`);
const secret = z.string().min(32, "must have at least 32 characters");

const encryptionKeys = z.string().transform((value, context) =>
  value.split(",").map((part) => {
    const key = Buffer.from(part.trim(), "base64");
    if (key.length !== 32) context.addIssue({ code: "custom", message: "every key must be 32 bytes in base64" });
    return key;
  }),
);

const schema = z.object({
  PORT: whole(1, 65535).default(3000),
  APP_URL: http.optional(),
  DATABASE_URL: postgres.optional(),
  DATABASE_DIRECT_URL: postgres.optional(),
  DATABASE_REPLICATION_URL: postgres.optional(),
  DATABASE_READ_URL: postgres.optional(),
  DATABASE_POOLER: z.enum(["transaction"], "must be transaction, or absent").optional(),
  DATABASE_POOL_MAX: whole(1, 200).default(10),
  ALMANAC_WORKER: z.enum(["on", "off"], "must be on or off").default("on"),
  MAP_TILE_URL: http.refine((v) => ["{z}", "{x}", "{y}"].every((p) => v.includes(p)), "must contain {z}, {x} and {y}").optional(),
  ALLOW_PRIVATE_HOSTS: flag.default(false),
  ALMANAC_DATA_DIR: z.string().min(1).default(".data"),
  AUTH_SECRET: secret.optional(),
  TOKEN_ENCRYPTION_KEYS: encryptionKeys.optional(),
  CRON_SECRET: secret.optional(),
  METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  ALLOW_SIGNUP: z.enum(["first", "open", "closed"], "must be first, open or closed").default("first"),
  ALLOW_GUESTS: flag.optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform((value) => value.split(",").flatMap((part) => part.trim() || []))
    .default([]),
  REDIS_URL: url("redis:", "rediss:").optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  SLOW_QUERY_MS: whole(0, 3_600_000).default(100),
  ALMANAC_BACKUP_PASSPHRASE: z.string().min(12, "must have at least 12 characters").optional(),
  SMTP_URL: url("smtp:", "smtps:").optional(),
  STRAVA_CLIENT_ID: z.string().min(1).optional(),
  STRAVA_CLIENT_SECRET: z.string().min(1).optional(),
  STRAVA_WEBHOOK_VERIFY_TOKEN: z.string().min(1).optional(),
  STRAVA_OAUTH_URL: http.default("https://www.strava.com/oauth"),
  STRAVA_API_URL: http.default("https://www.strava.com/api/v3"),
  WAKATIME_CLIENT_ID: z.string().min(1).optional(),
  WAKATIME_CLIENT_SECRET: z.string().min(1).optional(),
  WAKATIME_OAUTH_URL: http.default("https://wakatime.com/oauth"),
  WAKATIME_API_URL: http.default("https://api.wakatime.com/api/v1"),
  GOOGLE_CLIENT_ID: z.string().min(1).optional(),
  GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
  GOOGLE_ISSUER: http.default("https://accounts.google.com"),
  GOOGLE_AUTHORIZE_URL: http.default("https://accounts.google.com/o/oauth2/v2/auth"),
  GOOGLE_TOKEN_URL: http.default("https://oauth2.googleapis.com/token"),
  GOOGLE_REVOKE_URL: http.default("https://oauth2.googleapis.com/revoke"),
  GOOGLE_CALENDAR_URL: http.default("https://www.googleapis.com/calendar/v3"),
  HEVY_API_URL: http.default("https://api.hevyapp.com"),
});

export type Env = z.output<typeof schema> & { APP_URL: string };

/** Every variable Almanac reads, in the order of the contract. */
export const ENV_NAMES: string[] = Object.keys(schema.shape);

export class EnvError extends Error {
  override name = "EnvError";
}

/**
 * Checks a set of variables. Empty strings count as absent.
 * @throws EnvError whose message is one line: the first malformed variable and what is expected of it
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(ENV_NAMES.flatMap((name) => (source[name] ? [[name, source[name]]] : [])));
  const result = schema.safeParse(given);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new EnvError(`${String(issue?.path[0] ?? "environment")} ${issue?.message ?? "is malformed"}.`);
  }
  const values = result.data;
  return { ...values, APP_URL: (values.APP_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, "") };
}

let parsed: Env | undefined;

/** The environment of this process, checked once. @throws EnvError */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}
