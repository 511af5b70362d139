import type { NextRequest } from "next/server";
import { z } from "zod";
import { check, queryOf } from "@/app/_auth/body";
import { problem } from "@/app/_auth/problem";
import { factsOfHeaders } from "@/app/_auth/request";
import { refused } from "@/app/api/_spec/refused";
import { asUser, jobActor } from "@/db/client";
import { findBadgeOwner } from "@/db/coding-badges";
import { codingTotals } from "@/db/coding-reads";
import { codingSettings } from "@/db/coding-settings";
import { badgeJson, badgeSvg } from "@/domain/badge";
import { type CodingRange, rangeOf } from "@/domain/coding-range";
import { durationText } from "@/domain/coding-words";
import { isStorableText } from "@/domain/fields";
import { localDate } from "@/domain/time-zones";
import { sha256 } from "@/lib/crypto";
import { Failure, notFound } from "@/lib/errors";
import { log } from "@/lib/log";

/** The last part of the address: 256 random bits, and in which form the badge is wanted. */
const ADDRESS = /^([A-Za-z0-9_-]{43})\.(json|svg)$/;

const querySchema = z.object({
  range: z.string().max(60).default("last_7_days"),
  project: z.string().max(512).refine(isStorableText, "Holds characters that no name has.").optional(),
  label: z.string().trim().min(1).max(60).optional(),
});

function rangeNamed(name: string, today: string): CodingRange {
  const range = rangeOf(name, today);
  if (range) return range;
  const fields = [{ path: "range", message: "Try today, last_7_days, last_30_days, last_year, all_time, 2026 or 2026-11." }];
  throw new Failure("invalid", "There is no such range.", { fields });
}

/** How long somebody coded, as a badge; whoever knows the address may see it. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { requestId } = factsOfHeaders(request.headers);
  try {
    const [, secret, form] = ADDRESS.exec((await params).token) ?? [];
    const userId = secret === undefined ? null : await findBadgeOwner(secret);
    if (!userId) throw notFound("badge");
    const { range: name, project, label } = check(querySchema, queryOf(request.nextUrl));
    const { totalUs, text } = await asUser(jobActor(userId, requestId, "job"), async (tx) => {
      const { timeZone } = await codingSettings(tx);
      const range = rangeNamed(name, localDate(new Date(), timeZone));
      const filter = project === undefined ? {} : { project };
      return { ...(await codingTotals(tx, { from: range.from, to: range.to, filter, dimensions: [] })), text: range.text };
    });
    const badge = { label: label ?? `${project || "coding"}, ${text}`, message: durationText(totalUs / 1e6) };
    const body = form === "svg" ? badgeSvg(badge) : JSON.stringify(badgeJson(badge));
    const tag = `"${sha256(body).toString("base64url")}"`;
    const headers = new Headers({
      etag: tag,
      "access-control-allow-origin": "*",
      // Proxies of README pages keep pictures; five minutes are young enough.
      "cache-control": "public, max-age=300",
      "x-request-id": requestId,
      "x-robots-tag": "noindex",
    });
    const known = (request.headers.get("if-none-match") ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
    if (known.includes(tag) || known.includes("*")) return new Response(null, { status: 304, headers });
    headers.set("content-type", form === "svg" ? "image/svg+xml; charset=utf-8" : "application/json");
    // Opened by itself it is a document of ours: it may run nothing.
    headers.set("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    return new Response(body, { headers });
  } catch (error) {
    const answer = problem(error, requestId);
    if (answer.status >= 500)
      log().error({ requestId, error: error instanceof Error ? error.stack : String(error) }, "a badge failed");
    return answer;
  }
}

export const { POST, PUT, PATCH, DELETE } = refused("GET");

export const dynamic = "force-dynamic";
