import "server-only";

const KEY = /^(?:waka_)?([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/;

const keyIn = (text: string): string | null => KEY.exec(text)?.[1] ?? null;

/** A key that travels as base64, alone or as the name or the password of a pair. */
function keyInBase64(text: string): string | null {
  const decoded = Buffer.from(text, "base64").toString("latin1").trim();
  const [name = "", ...password] = decoded.split(":");
  return keyIn(name) ?? keyIn(password.join(":"));
}

/**
 * The API key of a request in any of the forms that WakaTime's clients use, without its prefix: `Basic base64(KEY)`,
 * `Basic base64(KEY:)`, `Bearer KEY`, `Bearer base64(KEY)`, `?api_key=KEY`; null where there is none that could be one of ours.
 */
export function wakatimeKey(authorization: string | null, query: URLSearchParams): string | null {
  const [, value] = /^(?:Basic|Bearer)\s+(\S+)\s*$/i.exec(authorization ?? "") ?? [];
  const inHeader = value === undefined ? null : (keyIn(value) ?? keyInBase64(value));
  return inHeader ?? keyIn(query.get("api_key") ?? "");
}
