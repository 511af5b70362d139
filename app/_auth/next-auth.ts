import "server-only";
import type { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { signInSchema } from "@/domain/sign-up";
import { Failure } from "@/lib/errors";
import { log } from "@/lib/log";
import { authSecret, cookieName, cookieOptions } from "./cookie";
import { factsOfHeaders, type RequestFacts } from "./request";
import { signInWithPassword } from "./sign-in";

declare module "next-auth" {
  interface User {
    sid?: string;
  }
}

/** next-auth's settings for one request: every way in ends in {@link signInWithPassword}, limits and audit included. */
function options(facts: RequestFacts): NextAuthOptions {
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
          try {
            const sid = await signInWithPassword(facts, parsed.data.email, parsed.data.password);
            return { id: sid, sid };
          } catch (error) {
            if (error instanceof Failure) return null;
            throw error;
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

/** The library's own routes below /api/auth. */
export function handleAuth(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  return NextAuth(request, context, options(factsOfHeaders(request.headers)));
}
