import { z } from "zod";
import { ProviderFailure } from "@/integrations/failures";
import type { HttpAnswer } from "@/integrations/http";
import { retryAfter } from "@/integrations/retry-after";

/** The Calendar's own form of an error; anything of it may be missing. */
const errorSchema = z.object({
  error: z.object({
    message: z.string().optional(),
    status: z.string().optional(),
    errors: z.array(z.object({ domain: z.string().optional(), reason: z.string().optional() })).optional(),
    details: z.array(z.object({ reason: z.string().optional() })).optional(),
  }),
});

/** What the Calendar says of a refusal: its reason, a word, and its message, a sentence. */
function refusalOf(answer: HttpAnswer): { reason: string; message: string } {
  try {
    const { error } = errorSchema.parse(JSON.parse(answer.text));
    const reason = error.errors?.find((one) => one.reason)?.reason ?? error.details?.find((one) => one.reason)?.reason;
    return { reason: reason ?? error.status ?? "", message: error.message ?? "" };
  } catch {
    return { reason: "", message: "" };
  }
}

const OF_A_MOMENT = new Set(["userRateLimitExceeded", "rateLimitExceeded", "RATE_LIMIT_EXCEEDED", "RESOURCE_EXHAUSTED"]);
const OF_A_DAY = new Set(["quotaExceeded", "dailyLimitExceeded", "calendarUsageLimitsExceeded"]);
const NO_SCOPE = new Set(["insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"]);
const NOT_SWITCHED_ON = new Set(["accessNotConfigured", "SERVICE_DISABLED"]);

/** How long a limit of a day is left alone before another try. */
const DAY_LIMIT_WAIT_MS = 3_600_000;

/** The person left the box for calendars unticked. */
export const SCOPE_WORDS =
  "Google was not allowed to let Almanac keep a calendar. Connect Google again and leave the box for calendars ticked.";

const LIMIT_WORDS = "Google wants Almanac to write more slowly. It goes on by itself.";

/** What an answer of the Calendar that is no success means. */
export function judge(answer: HttpAnswer, now: Date): ProviderFailure | "renew" | null {
  const { status } = answer;
  if (status === 401) return "renew";
  if (status >= 500 || status === 408) return null;
  const { reason, message } = refusalOf(answer);
  if (status === 429 || (status === 403 && OF_A_MOMENT.has(reason))) {
    return new ProviderFailure("rate_limited", LIMIT_WORDS, retryAfter(answer.headers, now));
  }
  if (status === 403 && OF_A_DAY.has(reason)) {
    const words = "Google takes no more calendar events from this account for a while. Almanac goes on by itself.";
    return new ProviderFailure("rate_limited", words, new Date(now.getTime() + DAY_LIMIT_WAIT_MS));
  }
  if (status === 403 && NO_SCOPE.has(reason)) return new ProviderFailure("scope_missing", SCOPE_WORDS);
  if (status === 403 && NOT_SWITCHED_ON.has(reason)) {
    const words =
      "The Google Calendar API is not switched on for this Almanac. Its owner switches it on in the Google Cloud console, under APIs and services.";
    return new ProviderFailure("app_inactive", words);
  }
  return new ProviderFailure("item", `Google did not take this event: ${message === "" ? `status ${status}` : message}`);
}
