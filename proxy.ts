import { type NextFetchEvent, type NextRequest, NextResponse } from "next/server";
import { formFault, hostOfForm } from "@/app/_auth/form-post";
import { problem } from "@/app/_auth/problem";
import { strangersSee } from "@/app/_auth/stranger";
import { developing } from "@/lib/development";
import { env } from "@/lib/env";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Origin of a tile server, where one is set: the only outside picture a page may load. */
function tileOrigin(): string {
  const template = env().MAP_TILE_URL;
  return template ? ` ${new URL(template.replaceAll(/[{}]/g, "")).origin}` : "";
}

/** Origins of the consent pages that a button of ours leads to: a browser follows a form's redirect only where the policy names it. */
function consentOrigins(): string {
  const { STRAVA_OAUTH_URL, WAKATIME_OAUTH_URL, GOOGLE_AUTHORIZE_URL } = env();
  return [STRAVA_OAUTH_URL, WAKATIME_OAUTH_URL, GOOGLE_AUTHORIZE_URL].map((address) => ` ${new URL(address).origin}`).join("");
}

/** The policy of a page: only scripts that this answer names by its nonce, nothing framed, no outside origin but tiles. */
function contentSecurityPolicy(nonce: string): string {
  const develop = developing ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${develop}`,
    `style-src 'self'${develop ? " 'unsafe-inline'" : ""}`,
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: blob:${tileOrigin()}`,
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self'${consentOrigins()}`,
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * Before every page and route: a request id, the security headers, and an optimistic redirect for browsers that cannot be signed in.
 * Whether a cookie is worth anything is decided by the doors, not here.
 */
export function proxy(request: NextRequest, event: Pick<NextFetchEvent, "waitUntil">): NextResponse {
  const path = request.nextUrl.pathname;
  const given = request.headers.get("x-request-id") ?? "";
  const requestId = UUID.test(given) ? given : crypto.randomUUID();
  const form = request.method === "POST" && path !== "/api" && !path.startsWith("/api/");
  const fault = form ? formFault(request.headers) : null;
  if (fault) {
    const refusal = problem(fault, requestId);
    const sent = new Headers(request.headers);
    sent.set("x-request-id", requestId);
    // Loaded when it is needed: nothing else here asks the database.
    event.waitUntil(import("@/app/_auth/refused-form").then(({ recordRefusedForm }) => recordRefusedForm(sent, path, fault)));
    return new NextResponse(refusal.body, refusal);
  }
  const sight = hasSessionCookie(request) ? "page" : strangersSee(path);
  if (sight === "sign-in") {
    const to = new URL("/sign-in", request.nextUrl);
    if (path !== "/") to.searchParams.set("from", path + request.nextUrl.search);
    const answer = NextResponse.redirect(to);
    answer.headers.set("x-request-id", requestId);
    return answer;
  }
  const headers = new Headers(request.headers);
  headers.set("x-request-id", requestId);
  if (path === "/api" || path.startsWith("/api/")) return withRequestId(NextResponse.next({ request: { headers } }), requestId);
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  headers.set("x-nonce", nonce);
  if (form) headers.set("x-forwarded-host", hostOfForm(request.headers));
  headers.set("x-almanac-path", path + request.nextUrl.search);
  headers.set("content-security-policy", policy);
  const answer =
    sight === "nothing"
      ? NextResponse.rewrite(new URL("/_not-found", request.nextUrl), { request: { headers } })
      : NextResponse.next({ request: { headers } });
  answer.headers.set("content-security-policy", policy);
  return withRequestId(answer, requestId);
}

function hasSessionCookie(request: NextRequest): boolean {
  return request.cookies.has("next-auth.session-token") || request.cookies.has("__Secure-next-auth.session-token");
}

function withRequestId(answer: NextResponse, requestId: string): NextResponse {
  answer.headers.set("x-request-id", requestId);
  return answer;
}

/**
 * Uploads stay out: whatever passes here is held in memory and cut off at 10 MB. So do the calls of editors, of which there are many.
 * Their routes do what is done here.
 */
export const config = {
  matcher: [
    "/((?!_next/static|_next/image|icons/|favicon.ico|manifest.webmanifest|api/imports/?$|api/mmf/|api/v1/|api/heartbeats?$|api/users/|api/compat/).*)",
  ],
};
