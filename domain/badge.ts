/** A badge: a label and what it says, as shields.io and README pages know them. */
export type Badge = { label: string; message: string };

/** Behind the message; white on it has a contrast of 5.4. */
const COLOUR = "2b7a4b";
const LABEL_COLOUR = "444444";

/** The badge for shields.io's endpoint badge (schema version 1). */
export function badgeJson({ label, message }: Badge) {
  return { schemaVersion: 1, label, message, color: COLOUR };
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** A text inside XML, without the characters that XML does not know. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}

/** About how wide a text is in pixels, in Verdana of 11 px: fonts differ, so the picture squeezes or stretches it to fit. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/[ijlI.,:;'|!()[\]]/.test(character)) width += 4.2;
    else if (/[mwMW@%]/.test(character)) width += 10.2;
    else if (/[A-Z0-9]/.test(character)) width += 7.3;
    else width += character > "\u2E7F" ? 11 : 6.5;
  }
  return Math.ceil(width);
}

/** The badge as a picture, readable for those who cannot see it. */
export function badgeSvg({ label, message }: Badge): string {
  const [left, right] = [widthOf(label), widthOf(message)];
  const [labelWidth, messageWidth] = [left + 12, right + 12];
  const width = labelWidth + messageWidth;
  const [name, words] = [escaped(label), escaped(message)];
  const text = (x: number, length: number, value: string) =>
    `<text x="${x}" y="14" textLength="${length}" lengthAdjust="spacingAndGlyphs">${value}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${name}: ${words}">`,
    `<title>${name}: ${words}</title>`,
    `<clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath>`,
    `<g clip-path="url(#r)"><rect width="${labelWidth}" height="20" fill="#${LABEL_COLOUR}"/>`,
    `<rect x="${labelWidth}" width="${messageWidth}" height="20" fill="#${COLOUR}"/></g>`,
    `<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">`,
    `${text(6, left, name)}${text(labelWidth + 6, right, words)}</g></svg>`,
  ].join("");
}
