import { searchTerms } from "@/domain/reflections";

/** Characters of a long text that stand in a list, and how many of them before the first word that was found. */
const SHOWN = 400;
const BEFORE = 120;

const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What was written, cut where it is long; words that were searched for are marked. */
export function Excerpt({ text, q }: { text: string; q?: string }) {
  const words = searchTerms(q ?? "").flatMap((term) => (term.not ? [] : [literal(term.words)]));
  const found = words.length > 0 ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})`, "giu") : null;
  const first = found ? text.search(found) : -1;
  const from = first > BEFORE && text.length > SHOWN ? text.lastIndexOf(" ", first - BEFORE) + 1 : 0;
  const shown = text.slice(from, from + SHOWN);
  return (
    <p className="reflection-text">
      {from > 0 ? "… " : ""}
      {pieces(shown, found).map(({ at, piece, marked }) =>
        marked ? <mark key={at}>{piece}</mark> : <span key={at}>{piece}</span>,
      )}
      {from + SHOWN < text.length ? " …" : ""}
    </p>
  );
}

function pieces(text: string, found: RegExp | null): { at: number; piece: string; marked: boolean }[] {
  if (!found) return [{ at: 0, piece: text, marked: false }];
  const parts: { at: number; piece: string; marked: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(found)) {
    parts.push({ at, piece: text.slice(at, match.index), marked: false });
    parts.push({ at: match.index + 0.5, piece: match[0], marked: true });
    at = match.index + match[0].length;
  }
  return [...parts, { at, piece: text.slice(at), marked: false }];
}
