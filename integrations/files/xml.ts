import { SaxesParser } from "saxes";
import { FileRefused } from "./refused";

type PlainNames = { xmlns: false; position: boolean };
type XmlParser = SaxesParser<PlainNames>;

/** Callbacks of `readXml`; names are local names, so namespaces and their prefixes do not matter. */
export type XmlVisitor = {
  open(name: string, attributes: Record<string, string>): void;
  /** `text` is the character data directly inside the element since its last child, trimmed; `parent` the element around it. */
  close(name: string, text: string, parent: string): void;
};

const CHUNK_BYTES = 256 * 1024;
/** Real files nest about ten deep. */
const DEEPEST = 64;

const DTD = "The file contains a document type declaration, which activity files never need, so it was not read.";
const WEB_PAGE = "This is a web page, not an activity: the download probably needed a sign-in. Download the file again.";
const BROKEN = "The file is damaged: it is not well-formed XML. Export it again.";
const CUT_OFF = "The file breaks off in the middle. Export it again.";

/**
 * Reads XML bytes piece by piece, strictly: unclosed elements, undeclared entities and broken markup throw `FileRefused`, and so
 * does any document type declaration, which makes entity bombs and external entities harmless. White space and a byte order
 * mark before the declaration are skipped (Strava's TCX begins with spaces) and the declaration may be missing.
 */
export function readXml(bytes: Buffer, visitor: XmlVisitor): void {
  const parser = new SaxesParser<PlainNames>({ xmlns: false, position: false });
  const names = new Map<string, string>();
  const stack: string[] = [];
  let text = "";
  parser.on("doctype", (doctype) => {
    throw new FileRefused(/^\s*html\b/i.test(doctype) ? WEB_PAGE : DTD);
  });
  parser.on("opentag", (tag) => {
    const name = localName(tag.name, names);
    if (stack.length === 0 && name.toLowerCase() === "html") throw new FileRefused(WEB_PAGE);
    if (stack.push(name) > DEEPEST) throw new FileRefused(BROKEN);
    text = "";
    visitor.open(name, tag.attributes);
  });
  parser.on("text", (piece) => {
    text += piece;
  });
  parser.on("cdata", (piece) => {
    text += piece;
  });
  parser.on("closetag", () => {
    const name = stack.pop() ?? "";
    visitor.close(name, text.trim(), stack[stack.length - 1] ?? "");
    text = "";
  });
  parser.on("error", (error) => {
    throw error;
  });
  feed(bytes, parser);
}

function feed(bytes: Buffer, parser: XmlParser): void {
  let ended = false;
  try {
    let begun = false;
    for (const piece of decode(bytes)) {
      const chunk = begun ? piece : piece.trimStart();
      if (chunk === "") continue;
      begun = true;
      parser.write(chunk);
    }
    ended = true;
    parser.close();
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    throw new FileRefused(ended ? CUT_OFF : BROKEN);
  }
}

function localName(name: string, names: Map<string, string>): string {
  let local = names.get(name);
  if (local === undefined) {
    local = name.slice(name.indexOf(":") + 1);
    names.set(name, local);
  }
  return local;
}

/** The text in pieces: by byte order mark, else by the declared encoding, else UTF-8. The mark itself is dropped. */
function* decode(bytes: Buffer): Generator<string> {
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    yield decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: true });
  }
  yield decoder.decode();
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const declared = /^[^<]*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(bytes.toString("latin1", 0, 256))?.[1];
  try {
    return declared ? new TextDecoder(declared).encoding : "utf-8";
  } catch {
    return "utf-8";
  }
}
