import { describe, expect, it } from "vitest";
import { haveSharedFiles, readShared } from "@/integrations/files/shared-files.fixture";
import { judge } from "./judge";

const NOW = new Date("2026-11-21T08:00:00Z");

function verdict(status: number, body: unknown, headers: Record<string, string> = {}) {
  const answer = { status, headers: new Headers(headers), text: typeof body === "string" ? body : JSON.stringify(body) };
  const found = judge(answer, NOW);
  return found instanceof Error ? found.kind : found;
}

const refusal = (reason: string, domain = "global") => ({ error: { code: 0, message: "Words.", errors: [{ domain, reason }] } });

describe("a refusal of the Calendar", () => {
  it("is told apart by its reason where the status is the same", () => {
    expect(verdict(401, refusal("authError"))).toBe("renew");
    expect(verdict(403, refusal("userRateLimitExceeded", "usageLimits"))).toBe("rate_limited");
    expect(verdict(403, refusal("quotaExceeded", "usageLimits"))).toBe("rate_limited");
    expect(verdict(403, refusal("insufficientPermissions"))).toBe("scope_missing");
    expect(verdict(403, refusal("accessNotConfigured", "usageLimits"))).toBe("app_inactive");
    expect(verdict(403, refusal("forbidden"))).toBe("item");
    expect(verdict(400, refusal("timeRangeEmpty"))).toBe("item");
    expect(verdict(503, "<html>")).toBeNull();
    expect(verdict(403, "<html>")).toBe("item");
  });

  it("waits for as long as it is told", () => {
    const failure = judge({ status: 429, headers: new Headers({ "retry-after": "90" }), text: "" }, NOW);
    expect(failure).toMatchObject({ kind: "rate_limited", resumesAt: new Date("2026-11-21T08:01:30Z") });
  });

  it.runIf(haveSharedFiles)("of every kind that is written down is none that nobody knows what to do about", () => {
    const all = JSON.parse(readShared("fixtures/google_calendar/constructed__errors.json").toString()) as {
      status: number;
      body: unknown;
    }[];
    expect(all.length).toBeGreaterThan(10);
    for (const { status, body } of all) {
      const expected =
        status === 401
          ? "renew"
          : status === 429 || JSON.stringify(body).includes("usageLimits")
            ? "rate_limited"
            : JSON.stringify(body).includes("insufficientPermissions")
              ? "scope_missing"
              : "item";
      expect([status, body, verdict(status, body)]).toEqual([status, body, expected]);
    }
  });
});
