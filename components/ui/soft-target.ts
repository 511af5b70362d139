/** Where a click on this link leads inside the app, or null when the browser should do as it always does. */
export function softLinkTarget(
  link: { href: string; target: string; hasAttribute(name: string): boolean },
  here: string,
): string | null {
  if (link.target || link.hasAttribute("download") || link.hasAttribute("data-hard")) return null;
  const to = new URL(link.href, here);
  const from = new URL(here);
  const onlyHash = to.hash !== "" && to.pathname === from.pathname && to.search === from.search;
  return onlyHash || !isPage(to, from) ? null : to.pathname + to.search + to.hash;
}

/** The address a GET form asks for, without the fields that were left empty; null when the browser should send it. */
export function softFormTarget(form: HTMLFormElement, submitter: HTMLElement | null, here: string): string | null {
  if (form.method !== "get" || form.hasAttribute("data-hard")) return null;
  const to = new URL(form.action || here, here);
  if (!isPage(to, new URL(here))) return null;
  return to.pathname + queryOf(new FormData(form, submitter));
}

/** The query of a form's filled fields, with its question mark, or nothing. */
export function queryOf(entries: Iterable<[string, FormDataEntryValue]>): string {
  const query = new URLSearchParams();
  for (const [name, value] of entries) if (typeof value === "string" && value !== "") query.append(name, value);
  return query.size > 0 ? `?${query}` : "";
}

function isPage(to: URL, from: URL): boolean {
  return to.origin === from.origin && !to.pathname.startsWith("/api/");
}
