import { type Answer, json } from "@/e2e/simulators/answer";

/** The Calendar's form of an error. */
export function refuse(
  code: number,
  reason: string,
  message: string,
  domain = "global",
  location: Record<string, string> = {},
): Answer {
  return json(code, { error: { errors: [{ domain, reason, message, ...location }], code, message } });
}

export const notFound = () => refuse(404, "notFound", "Not Found");
export const gone = () => refuse(410, "deleted", "Resource has been deleted");
export const duplicate = () => refuse(409, "duplicate", "The requested identifier already exists.");
export const invalid = (message: string) => refuse(400, "invalid", message);
export const badCredentials = () =>
  refuse(401, "authError", "Invalid Credentials", "global", { locationType: "header", location: "Authorization" });
export const insufficient = () => refuse(403, "insufficientPermissions", "Request had insufficient authentication scopes.");
export const forbidden = () => refuse(403, "forbidden", "Forbidden");
export const conditionNotMet = () =>
  refuse(412, "conditionNotMet", "Precondition Failed", "global", { locationType: "header", location: "If-Match" });
export const userRateLimit = () => refuse(403, "userRateLimitExceeded", "User Rate Limit Exceeded", "usageLimits");
export const rateLimit = () => refuse(429, "rateLimitExceeded", "Rate Limit Exceeded", "usageLimits");
export const fullSyncRequired = () =>
  refuse(410, "fullSyncRequired", "Sync token is no longer valid, a full sync is required.", "calendar", {
    locationType: "parameter",
    location: "syncToken",
  });
