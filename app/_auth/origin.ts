import "server-only";
import { env } from "@/lib/env";

/**
 * Whether a request that changes something was sent by our own pages. Browsers say so themselves in `Sec-Fetch-Site` or, on plain
 * http, in `Origin`; one that says neither is not believed, because our cookie may ride on a form of somebody else's page.
 */
export function fromOwnPages(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin";
  return isOwn(headers.get("origin"), headers);
}

/** Whether an address is on this server, as its own address is set or as the browser called it. */
function isOwn(address: string | null, headers: Headers): boolean {
  if (!address || !URL.canParse(address)) return false;
  const { origin, host } = new URL(address);
  return origin === new URL(env().APP_URL).origin || host === headers.get("host");
}

/**
 * Who led a browser to an address of ours: our own page (or the person, who typed it), somebody else's page, or nobody can say.
 * Browsers tell it in `Sec-Fetch-Site`; on plain http only `Referer` is left, which our own pages send and others can suppress.
 */
export function ledBy(headers: Headers): "own" | "elsewhere" | "unknown" {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin" || site === "none" ? "own" : "elsewhere";
  const referer = headers.get("referer");
  if (!referer) return "unknown";
  return isOwn(referer, headers) ? "own" : "elsewhere";
}

/** A path of ours to return to after signing in, or `/` for anything that could lead elsewhere. */
export function ownPath(from: unknown): string {
  if (typeof from !== "string" || !from.startsWith("/") || from.length > 2_000) return "/";
  const here = "http://almanac.invalid";
  // Browsers read a backslash as a slash and drop tabs and line ends, so the parsed address decides, not the text.
  if (!URL.canParse(from, here)) return "/";
  const to = new URL(from, here);
  if (to.origin !== here || /^\/+(?:api|sign-in|sign-up)(?:\/|$)/.test(to.pathname) || to.pathname.startsWith("//")) return "/";
  return to.pathname + to.search;
}
