import { ask, HttpFailure, type HttpRequest } from "./http";
import { type Exchanged, keepExchange } from "./token-journal";

/** One exchange of a refresh token: what to ask, and where the answer is kept before anybody hears of it. */
export type Errand = { request: HttpRequest; journal: string; keys: string[] };

/** What came of it. `sent`: the provider may have acted, though no answer came. */
export type Outcome = { exchanged: Exchanged } | { failure: string; sent: boolean };

/** Runs an errand: the answer is on disk before it is told. Where the disk cannot be written it is only told. */
export async function runErrand({ request, journal, keys }: Errand): Promise<Outcome> {
  try {
    const { status, text } = await ask(request);
    const exchanged = { status, text };
    if (status === 200) {
      try {
        keepExchange(
          journal,
          exchanged,
          keys.map((key) => Buffer.from(key, "base64")),
          request.form?.["refresh_token"] ?? "",
        );
      } catch {
        // A host without a disk of its own: the database is the first to keep it.
      }
    }
    return { exchanged };
  } catch (error) {
    if (error instanceof HttpFailure) return { failure: error.message, sent: error.sent };
    throw error;
  }
}
