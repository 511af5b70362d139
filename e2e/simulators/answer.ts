/** What a simulator sends back; the body is text already, so that faults can cut and replace it. */
export type Answer = { status: number; headers: Record<string, string>; body: string };

const JSON_TYPE = "application/json; charset=utf-8";

/** The value as JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return { status, headers: { "Content-Type": JSON_TYPE, ...headers }, body: JSON.stringify(body) };
}

/** JSON that is text already. */
export function rawJson(body: string, headers: Record<string, string> = {}): Answer {
  return { status: 200, headers: { "Content-Type": JSON_TYPE, ...headers }, body };
}

export function text(status: number, body: string, type = "text/plain; charset=utf-8"): Answer {
  return { status, headers: { "Content-Type": type }, body };
}

export function html(status: number, body: string): Answer {
  return text(status, body, "text/html; charset=utf-8");
}

export function empty(status: number, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: "" };
}

/** Sends the browser on; parameters that are undefined are left out. */
export function redirect(to: string, parameters: Record<string, string | undefined> = {}): Answer {
  const url = new URL(to);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return empty(302, { Location: url.href });
}
