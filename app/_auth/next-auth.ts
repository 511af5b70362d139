import "server-only";
import type { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { signInSchema } from "@/domain/sign-up";
import { Failure } from "@/lib/errors";
import { log } from "@/lib/log";
import { authSecret, cookieName, cookieOptions } from "./cookie";
import type { RequestFacts } from "./request";
import { signInWithPassword } from "./sign-in";

declare module "next-auth" {
  interface User {
    sid?: string;
  }
}

/** What became of a request's e-mail and password: the library would show the same page for all refusals, and the text of all faults. */
export type Attempt = { made: boolean; refused: Failure | null; fault: unknown };

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
            if (error instanceof Failure) attempt.refused = error;
            else attempt.fault = error;
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

/** What the library answers to one of its calls, with what became of the password in `attempt`. */
export function askLibrary(request: NextRequest, nextauth: string[], facts: RequestFacts, attempt: Attempt): Promise<Response> {
  return NextAuth(request, { params: Promise.resolve({ nextauth }) }, options(facts, attempt));
}
