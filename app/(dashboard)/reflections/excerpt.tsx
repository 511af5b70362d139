import { excerptOf, searchTerms } from "@/domain/reflections";

/** What was written, cut where it is long; words that were searched for are marked. */
export function Excerpt({ text, q }: { text: string; q?: string }) {
  let at = 0;
  return (
    <p className="reflection-text" dir="auto">
      {excerptOf(text, searchTerms(q ?? "")).map(({ text: piece, found }) => {
        at += piece.length;
        return found ? <mark key={at}>{piece}</mark> : <span key={at}>{piece}</span>;
      })}
    </p>
  );
}
