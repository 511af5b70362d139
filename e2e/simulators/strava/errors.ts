import { type Answer, json } from "@/e2e/simulators/answer";

/** Strava's form of an error: a message and what exactly is wrong. */
export function refuse(
  status: number,
  message: string,
  resource: string,
  field: string,
  code: string,
  headers?: Record<string, string>,
): Answer {
  return json(status, { message, errors: [{ resource, field, code }] }, headers);
}

export const badRequest = (resource: string, field: string, code: string) => refuse(400, "Bad Request", resource, field, code);
export const notFound = (resource: string) => refuse(404, "Record Not Found", resource, "", "not found");
export const badToken = () => refuse(401, "Authorization Error", "Athlete", "access_token", "invalid");
export const scopeMissing = (permission: string) =>
  refuse(401, "Authorization Error", "AccessToken", `${permission}_permission`, "missing");
export const inactive = () => refuse(403, "Forbidden", "Application", "Status", "Inactive");
export const limited = (headers: Record<string, string>) =>
  refuse(429, "Rate Limit Exceeded", "Application", "rate limit", "exceeded", headers);
