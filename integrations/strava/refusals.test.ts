import { describe, expect, it } from "vitest";
import { ProviderFailure } from "@/integrations/failures";
import { budgets, judge } from "./refusals";

const NOW = new Date("2026-11-21T10:07:00Z");
const QUARTER = new Date("2026-11-21T10:15:00Z");
const MIDNIGHT = new Date("2026-11-22T00:00:00Z");

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  text: typeof body === "string" ? body : JSON.stringify(body),
  headers: new Headers(headers),
});
const error = (resource: string, field: string, code: string) => ({ message: "No", errors: [{ resource, field, code }] });
const kindOf = (verdict: ReturnType<typeof judge>) => (verdict instanceof ProviderFailure ? verdict.kind : verdict);

describe("a refusal", () => {
  it("is told apart by what Strava says, not by the status alone", () => {
    expect(judge(answer(401, error("Athlete", "access_token", "invalid")), NOW)).toBe("renew");
    expect(kindOf(judge(answer(401, error("AccessToken", "activity:read_permission", "missing")), NOW))).toBe("scope_missing");
    expect(kindOf(judge(answer(403, error("Application", "Status", "Inactive")), NOW))).toBe("app_inactive");
    expect(kindOf(judge(answer(403, { message: "Limit of connected athletes exceeded" }), NOW))).toBe("refused");
    expect(kindOf(judge(answer(403, error("Activity", "", "forbidden")), NOW))).toBe("item");
    expect(kindOf(judge(answer(402, "<html>"), NOW))).toBe("item");
    expect(judge(answer(500, ""), NOW)).toBeNull();
    // Errors of any other shape.
    expect(judge(answer(401, { message: 7, errors: "Rate Limit Exceeded" }), NOW)).toBe("renew");
    expect(judge(answer(401, "<html>"), NOW)).toBe("renew");
  });

  it("for too many requests ends when the window that is full ends", () => {
    const limits = { "X-Ratelimit-Limit": "200,2000", "X-Readratelimit-Limit": "100,1000" };
    const resumes = (usage: Record<string, string>) => {
      const verdict = judge(answer(429, error("Application", "rate limit", "exceeded"), usage), NOW);
      return verdict instanceof ProviderFailure ? verdict.resumesAt : null;
    };
    expect(resumes({ ...limits, "X-Ratelimit-Usage": "101,900", "X-Readratelimit-Usage": "101,900" })).toEqual(QUARTER);
    expect(resumes({ ...limits, "X-Ratelimit-Usage": "101,1001", "X-Readratelimit-Usage": "5,1001" })).toEqual(MIDNIGHT);
    expect(resumes({})).toEqual(QUARTER);
  });
});

describe("limits", () => {
  it("are read in any case, and only what is said of them", () => {
    const all = budgets(new Headers({ "x-ratelimit-LIMIT": "200,2000", "X-RateLimit-Usage": "8,151" }), NOW);
    expect(all).toEqual([
      { window: "overall 900", mostRequests: 200, used: 8, resetsAt: QUARTER },
      { window: "overall 86400", mostRequests: 2000, used: 151, resetsAt: MIDNIGHT },
    ]);
    const bare = { "X-Readratelimit-Limit": "100,1000", "X-Readratelimit-Usage": "," };
    expect(budgets(new Headers(bare), NOW)).toEqual([]);
    expect(budgets(new Headers({ "X-Readratelimit-Limit": "100,1000" }), NOW)).toEqual([]);
    expect(budgets(new Headers({ ...bare, "X-Readratelimit-Usage": "12" }), NOW)).toHaveLength(1);
  });
});
