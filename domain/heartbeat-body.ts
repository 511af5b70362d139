/** Heartbeats in arrays in arrays are five deep with their own lists. */
const DEEPEST = 32;
/** A shorter text is parsed in no time, however deep it is. */
const SHORT = 50_000;

const [QUOTE, BACKSLASH, OPEN, CLOSE, BEGIN, END] = [34, 92, 91, 93, 123, 125];

/**
 * Whether a JSON text of some length holds lists and objects deeper in each other than any heartbeat does: of nothing but brackets a
 * parser makes seconds of work, which looking at them beforehand does not.
 */
export function isNestedDeeply(text: string): boolean {
  if (text.length < SHORT) return false;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) quoted = false;
    } else if (code === QUOTE) quoted = true;
    else if (code === OPEN || code === BEGIN) {
      if (++depth > DEEPEST) return true;
    } else if (code === CLOSE || code === END) depth--;
  }
  return false;
}
