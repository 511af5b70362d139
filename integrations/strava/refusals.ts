import type { BudgetWindow } from "@/db/provider-budgets";
import { limitWords } from "@/integrations/asking";
import { ProviderFailure } from "@/integrations/failures";
import type { HttpAnswer } from "@/integrations/http";
import { errorListSchema, errorSchema } from "./schema";

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 24 * 3_600_000;

/** What Strava says went wrong; empty where it does not say it in its own form. */
type Said = { message: string; errors: { resource: string; field: string; code: string }[] };

/** Reads an error. `errors` was recorded as a list and as a plain string. */
export function saidOf({ text }: Pick<HttpAnswer, "text">): Said {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { message: "", errors: [] };
  }
  const read = errorSchema.safeParse(value);
  if (!read.success) return { message: "", errors: [] };
  const list = errorListSchema.safeParse(read.data.errors);
  const errors = (list.success ? list.data : []).map(({ resource, field, code }) => ({
    resource: resource ?? "",
    field: field ?? "",
    code: code ?? "",
  }));
  return { message: read.data.message ?? "", errors };
}

/** Granted by half, or taken back in part: no token helps, only another consent. */
export function scopeMissing(): ProviderFailure {
  return new ProviderFailure(
    "scope_missing",
    "Strava does not let Almanac see your activities. Connect Strava again and leave “View data about your activities” ticked.",
  );
}

/** What an answer of Strava's that is no success means (PROVIDERS 1.4). */
export function judge(answer: HttpAnswer, now: Date): ProviderFailure | "renew" | null {
  const { status, headers } = answer;
  const { message, errors } = saidOf(answer);
  switch (status) {
    case 401: {
      const missing = errors.some(({ code, field }) => code === "missing" || field.endsWith("_permission"));
      return missing ? scopeMissing() : "renew";
    }
    case 403:
      if (errors.some(({ resource, code }) => resource === "Application" && code.toLowerCase() === "inactive")) {
        return new ProviderFailure(
          "app_inactive",
          "Strava has switched this server's API application off, which it does where its owner has no paid subscription. Almanac looks again every few hours.",
        );
      }
      if (/connected athletes/i.test(message)) {
        return new ProviderFailure(
          "refused",
          "Strava lets no more athletes use this server's API application. Its owner can ask Strava for more.",
        );
      }
      return new ProviderFailure("item", "Strava does not show this to Almanac (status 403).");
    case 402:
      return new ProviderFailure("item", "Strava shows this to its subscribers only (status 402).");
    case 404:
      return new ProviderFailure("item", "Strava has this no more (status 404).");
    case 429:
      return new ProviderFailure("rate_limited", limitWords("Strava"), opensAgain(headers, now));
    default:
      return null;
  }
}

/** Windows begin at :00, :15, :30 and :45, days at midnight UTC; Strava gives no Retry-After. */
function windowsEnd(now: Date): { quarter: Date; day: Date } {
  const next = (length: number) => new Date((Math.floor(now.getTime() / length) + 1) * length);
  return { quarter: next(QUARTER_MS), day: next(DAY_MS) };
}

function opensAgain(headers: Headers, now: Date): Date {
  const end = windowsEnd(now);
  const spent = budgets(headers, now).filter(({ used, mostRequests }) => used >= mostRequests);
  return spent.some(({ resetsAt }) => resetsAt.getTime() === end.day.getTime()) ? end.day : end.quarter;
}

const KINDS = [
  ["overall", "x-ratelimit"],
  ["read", "x-readratelimit"],
] as const;

/**
 * The application's limits as an answer's headers tell them: a quarter hour and a day, of all requests and of those that read. Parts
 * can be empty (",") and whole headers missing, as recorded: what is not said is left out.
 */
export function budgets(headers: Headers, now: Date): BudgetWindow[] {
  const end = windowsEnd(now);
  return KINDS.flatMap(([kind, name]) => {
    const most = numbersIn(headers.get(`${name}-limit`));
    const used = numbersIn(headers.get(`${name}-usage`));
    return [end.quarter, end.day].flatMap((resetsAt, index) => {
      const [mostRequests, count] = [most[index], used[index]];
      if (!mostRequests || count === undefined || count === null) return [];
      return [{ window: `${kind} ${index === 0 ? 900 : 86_400}`, mostRequests, used: count, resetsAt }];
    });
  });
}

function numbersIn(header: string | null): (number | null)[] {
  return (header ?? "").split(",").map((part) => (/^\s*\d{1,9}\s*$/.test(part) ? Number(part) : null));
}
