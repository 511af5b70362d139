import "server-only";
import type { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { signInSchema } from "@/domain/sign-up";
import { Failure } from "@/lib/errors";
import { log } from "@/lib/log";
import { authSecret, cookieName, cookieOptions } from "./cookie";
import { problem } from "./problem";
import { factsOfHeaders, type RequestFacts } from "./request";
import { countAttempt, signInWithPassword } from "./sign-in";

declare module "next-auth" {
  interface User {
    sid?: string;
  }
}

/** What became of a request's e-mail and password: the library would show the same page for all refusals. */
type Attempt = { made: boolean; refusal: Failure | null };

/** next-auth's settings for one request: every way in ends in {@link signInWithPassword}, limits and audit included. */
function options(facts: RequestFacts, attempt: Attempt): NextAuthOptions {
  const { maxAge, ...cookie } = cookieOptions();
  return {
    secret: authSecret(),
    session: { strategy: "jwt", maxAge },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: { sessionToken: { name: cookieName(), options: cookie } },
    providers: [
      credentials({
        credentials: { email: { label: "Email", type: "email" }, password: { label: "Password", type: "password" } },
        async authorize(given) {
          const parsed = signInSchema.safeParse(given);
          if (!parsed.success) return null;
          attempt.made = true;
          try {
            const sid = await signInWithPassword(facts, parsed.data.email, parsed.data.password);
            return { id: sid, sid };
          } catch (error) {
            if (!(error instanceof Failure)) throw error;
            attempt.refusal = error;
            return null;
          }
        },
      }),
    ],
    callbacks: {
      // The cookie carries nothing but the session's secret: names and roles are read anew on each request.
      jwt: ({ token, user }) => (user?.sid ? { sid: user.sid } : { sid: token["sid"] }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: {
      error: (code) => log().warn({ requestId: facts.requestId, code }, "sign-in library"),
      warn: (code) => log().debug({ requestId: facts.requestId, code }, "sign-in library"),
      debug: () => undefined,
    },
  };
}

/**
 * The library's own routes below /api/auth. Past the limit a sign-in is answered with 429 and the time to wait, also one that the
 * library turns away before it looks at the password, for want of its token.
 */
export async function handleAuth(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  const facts = factsOfHeaders(request.headers);
  const attempt: Attempt = { made: false, refusal: null };
  const signingIn = request.method === "POST" && request.nextUrl.pathname.endsWith("/callback/credentials");
  const copy = signingIn ? request.clone() : null;
  const answer: Response = await NextAuth(request, context, options(facts, attempt));
  if (!copy) return answer;
  try {
    if (!attempt.made) await countAttempt(facts, await emailOf(copy));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    attempt.refusal = error;
  }
  return attempt.refusal?.kind === "too_many" ? problem(attempt.refusal, facts.requestId) : answer;
}

/** The address in a sign-in's form; empty when there is none to read. */
async function emailOf(request: Request): Promise<string> {
  const fields = new URLSearchParams(await request.text());
  const parsed = signInSchema.shape.email.safeParse(fields.get("email"));
  return parsed.success ? parsed.data : "";
}
