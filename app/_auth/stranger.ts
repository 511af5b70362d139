import "server-only";

/** What strangers may see; the doors behind it decide for themselves. */
const OPEN = /^\/(?:sign-in|sign-up|unsubscribe\/|api(?:\/|$)|_next\/|icons\/|manifest\.webmanifest|favicon\.ico)/;

/** The first parts of all addresses that are somebody's pages; "" is Today. */
const PRIVATE = new Set([
  ...["", "runs", "rides", "strength", "coding", "tasks", "goals", "habits", "reflections", "snapshots"],
  ...["weekly", "timeline", "import", "shoes", "settings", "status"],
]);

/** The last part of an address that asks for a file. Ids of ours have no dots. */
const FILE = /\.[a-z0-9]{1,8}$/i;

/**
 * What a browser without a session gets at an address: the page itself, the way to sign in, or that there is nothing. Files and first
 * parts that no page has are not worth signing in for.
 */
export function strangersSee(path: string): "page" | "sign-in" | "nothing" {
  if (OPEN.test(path)) return "page";
  return PRIVATE.has(path.split("/")[1] ?? "") && !FILE.test(path) ? "sign-in" : "nothing";
}
