/** What stands in the fields of a form: texts and the values of what is chosen, by name. */
export type Words = [name: string, value: string][];

/** Words that were typed over a version, whether they were sent since, and when they were typed (milliseconds since 1970). */
export type Kept = { version: number; words: Words; sent: boolean; at: number };

/** Words that nobody came back for are forgotten after two weeks. */
const KEPT_MS = 14 * 86_400_000;

const PREFIX = "words ";

/** Where one person's words of one thing lie. */
export const keyOf = (owner: string, name: string) => `${PREFIX}${owner} ${name}`;

/** Browsers can be told to keep nothing; then asking for their store throws. */
function store(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** What is kept there, if it is whole and not too old. */
export function readKept(key: string, now: number): Kept | null {
  return keptOf(store()?.getItem(key) ?? null, now);
}

function keptOf(text: string | null, now: number): Kept | null {
  try {
    const { version, words, sent, at } = JSON.parse(text ?? "{}");
    const whole = typeof version === "number" && typeof at === "number" && Array.isArray(words);
    return whole && now - at < KEPT_MS ? { version, words, sent: sent === true, at } : null;
  } catch {
    return null;
  }
}

/** Keeps words in this browser, or forgets them (null). A store that is full or forbidden keeps nothing. */
export function writeKept(key: string, kept: Kept | null): void {
  try {
    if (kept === null) store()?.removeItem(key);
    else store()?.setItem(key, JSON.stringify(kept));
  } catch {
    // The words are still in the form, and closing the page asks first.
  }
}

/** Forgets words that are too old and those of everybody but `owner`; without one, all. */
export function forgetKept(owner: string | null, now: number): void {
  const place = store();
  if (place === null) return;
  for (const key of Object.keys(place)) {
    if (!key.startsWith(PREFIX)) continue;
    const own = owner !== null && key.startsWith(keyOf(owner, ""));
    if (!own || keptOf(place.getItem(key), now) === null) place.removeItem(key);
  }
}
