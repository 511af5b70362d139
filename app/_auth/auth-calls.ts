import "server-only";
import { NextRequest } from "next/server";
import { findSession, type Visitor } from "@/db/accounts";
import { asUser } from "@/db/client";
import { revokeSession } from "@/db/sessions";
import { signInSchema } from "@/domain/sign-up";
import { Failure } from "@/lib/errors";
import { log } from "@/lib/log";
import { recordSuccess } from "./audit";
import { JSON_LIMIT, readLimited } from "./body";
import { cookieName, sessionHashOf } from "./cookie";
import { type Attempt, askLibrary } from "./next-auth";
import { problem } from "./problem";
import { factsOfHeaders, type RequestFacts } from "./request";
import { countAttempt } from "./sign-in";
import { actorOf } from "./visitor";

/** What of the library is answered. Its pages and other ways in are not ours; `signin` and `error` lead to our own page. */
const CALLS = new Set([
  "GET csrf",
  "GET session",
  "GET providers",
  "GET signin",
  "GET error",
  "POST callback/credentials",
  "POST signout",
]);

type Context = { params: Promise<{ nextauth: string[] }> };

/**
 * The library's routes below /api/auth. Past the limit a sign-in is answered with 429 and the time to wait, also one that the library
 * turns away before it looks at the password, for want of its token. Signing out ends the session's row with the cookie.
 */
export async function handleAuth(request: NextRequest, context: Context): Promise<Response> {
  const facts = factsOfHeaders(request.headers);
  try {
    const path = (await context.params).nextauth;
    const answer = await answerTo(request, path, facts);
    answer.headers.set("cache-control", "private, no-store");
    return answer;
  } catch (error) {
    if (!(error instanceof Failure)) {
      const text = error instanceof Error ? error.stack : String(error);
      log().error({ requestId: facts.requestId, route: "/auth", error: text }, "a call of the sign-in library failed");
    }
    return problem(error, facts.requestId);
  }
}

async function answerTo(request: NextRequest, path: string[], facts: RequestFacts): Promise<Response> {
  const call = `${request.method} ${path.join("/")}`;
  if (!CALLS.has(call)) throw new Failure("not_found", "There is nothing at this address.");
  const attempt: Attempt = { made: false, refused: null, fault: null };
  if (request.method === "GET") {
    // The library would take the cookie's word for it, also of a session that has ended.
    if (call === "GET session" && !(await visitorOf(request))) return Response.json({});
    return askLibrary(request, path, facts, attempt);
  }
  const fields = await fieldsOf(request);
  const body = new URLSearchParams(fields).toString();
  const headers = new Headers(request.headers);
  headers.set("content-type", "application/x-www-form-urlencoded");
  const copy = new NextRequest(request.url, { method: "POST", headers, body });
  if (call === "POST signout") return signOut(request, await askLibrary(copy, path, facts, attempt), facts);
  const answer = await askLibrary(copy, path, facts, attempt);
  if (attempt.fault) throw attempt.fault;
  if (attempt.refused?.kind === "too_many") throw attempt.refused;
  if (!attempt.made) await countAttempt(facts, emailOf(fields));
  return answer;
}

/** The library has taken the cookie away if its own token came with the request; then the session ends, too. */
async function signOut(request: NextRequest, answer: Response, facts: RequestFacts): Promise<Response> {
  const left = answer.headers.getSetCookie().some((cookie) => cookie.startsWith(`${cookieName()}=;`));
  const visitor = left ? await visitorOf(request) : null;
  const id = visitor?.sessionId;
  if (!visitor || !id) return answer;
  const entry = { action: "sessions.revoke", resource: "session", resourceId: id, input: null, started: performance.now() };
  await asUser(actorOf(visitor, facts), async (tx) => {
    await revokeSession(tx, id);
    await recordSuccess(tx, entry, 200);
  });
  return answer;
}

async function visitorOf(request: NextRequest): Promise<Visitor | null> {
  const hash = await sessionHashOf(request.cookies.get(cookieName())?.value);
  return hash ? findSession(hash) : null;
}

/** The texts of a form, or of a flat JSON object. @throws Failure "malformed" | "unsupported" | "too_large" */
async function fieldsOf(request: NextRequest): Promise<Record<string, string>> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  const text = (await readLimited(request, JSON_LIMIT)).toString("utf8");
  if (type === "application/x-www-form-urlencoded") return Object.fromEntries(new URLSearchParams(text));
  if (type !== "application/json") {
    throw new Failure("unsupported", "Send the fields as application/x-www-form-urlencoded or application/json.");
  }
  try {
    const value: unknown = JSON.parse(text);
    const texts = Object.entries(typeof value === "object" && value !== null ? value : {});
    return Object.fromEntries(texts.map(([name, one]) => [name, typeof one === "string" ? one : JSON.stringify(one)]));
  } catch {
    throw new Failure("malformed", "The body is not valid JSON.");
  }
}

/** The address in a sign-in's form; empty when there is none to read. */
function emailOf(fields: Record<string, string>): string {
  const parsed = signInSchema.shape.email.safeParse(fields["email"]);
  return parsed.success ? parsed.data : "";
}
