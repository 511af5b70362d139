import type { NextRequest } from "next/server";
import { problem } from "@/app/_auth/problem";
import { factsOfHeaders } from "@/app/_auth/request";
import { refused } from "@/app/api/_spec/refused";
import { findFeedOwner, listFeedRuns } from "@/db/calendar-feeds";
import { asUser, jobActor } from "@/db/client";
import { runsState } from "@/db/runs-state";
import { getSettings } from "@/db/settings";
import { calendarEntry } from "@/domain/calendar-entry";
import { icsCalendar } from "@/domain/ics";
import { sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { log } from "@/lib/log";

/** Changes with the form of the feed, so that nobody keeps an old one. */
const FORM = "1";

/** The last part of the address: 256 random bits, and what calendars know a feed by. */
const ADDRESS = /^([A-Za-z0-9_-]{43})\.ics$/;

const tagOf = (text: string) => `"${sha256(text).toString("base64url")}"`;

/** A person's runs as a calendar; whoever knows the address may read it. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { requestId } = factsOfHeaders(request.headers);
  try {
    const secret = ADDRESS.exec((await params).token)?.[1];
    const userId = secret === undefined ? null : await findFeedOwner(secret);
    if (!userId) throw notFound("calendar");
    const known = (request.headers.get("if-none-match") ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    return await asUser(jobActor(userId, requestId, "job"), async (tx) => {
      const { state, changedAt } = await runsState(tx);
      const { units, numberFormat, version } = await getSettings(tx);
      const tag = tagOf(`${userId} ${FORM} ${env().APP_URL} ${version} ${state}`);
      const headers = new Headers({
        etag: tag,
        "cache-control": "private, max-age=300",
        "x-request-id": requestId,
        "x-robots-tag": "noindex",
      });
      if (changedAt) headers.set("last-modified", changedAt.toUTCString());
      if (known.includes(tag) || known.includes("*")) return new Response(null, { status: 304, headers });
      const entries = (await listFeedRuns(tx)).map((run) => ({
        ...calendarEntry(run, { units, locale: numberFormat }, env().APP_URL),
        uid: `${sha256(`${userId} ${run.id}`).toString("hex")}@almanac`,
        version: run.version,
        changedAt: run.updatedAt,
      }));
      headers.set("content-type", "text/calendar; charset=utf-8");
      return new Response(icsCalendar("Almanac", entries), { headers });
    });
  } catch (error) {
    const answer = problem(error, requestId);
    if (answer.status >= 500)
      log().error({ requestId, error: error instanceof Error ? error.stack : String(error) }, "a feed failed");
    return answer;
  }
}

export const { POST, PUT, PATCH, DELETE } = refused("GET");

export const dynamic = "force-dynamic";
