import "server-only";
import { env } from "@/lib/env";
import { Failure } from "@/lib/errors";

/** What a page's form may be altogether: the largest is a picture, whose own limit is said beside its field. */
const FORM_BYTES = 4_000_000;

/**
 * What is wrong with a form that a page gets, as far as its headers tell: Next.js would answer 500 to all of it. Whether a form comes
 * from our own pages is for the doors to decide, which also write it down; here go those that never get to a door.
 */
export function formFault(headers: Headers): Failure | null {
  const origin = headers.get("origin");
  if (origin !== null && hostOf(origin) !== hostOfForm(headers)) {
    return new Failure("forbidden", "This form was not sent from Almanac's own page. Open the page anew and send it again.");
  }
  const type = headers.get("content-type") ?? "";
  if (/^multipart\/form-data/i.test(type) && !/;\s*boundary=/i.test(type)) {
    return new Failure("malformed", "The form names no boundary between its parts.");
  }
  if (Number(headers.get("content-length") ?? 0) > FORM_BYTES) {
    return new Failure("too_large", `The form is larger than ${FORM_BYTES / 1_000_000} MB.`);
  }
  return null;
}

/**
 * The host that a form's origin has to name. It is the public one where the form names that, since a proxy in front may have put its
 * own name for us into Host.
 */
export function hostOfForm(headers: Headers): string {
  if (headers.get("origin") === env().APP_URL) return new URL(env().APP_URL).host;
  return headers.get("x-forwarded-host")?.split(",")[0]?.trim() ?? headers.get("host") ?? "";
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
