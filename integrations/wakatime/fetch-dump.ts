import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Connection } from "@/db/connections";
import { ProviderFailure } from "@/integrations/failures";
import { askStreamed, HttpFailure } from "@/integrations/http";
import { locateUpload, makeUploadFolder, uploadPath } from "@/lib/uploads";
import { requestTo } from "./servers";

/** CONTRACT, limits: one upload. */
const MOST_BYTES = 2 * 1024 ** 3;
const TIMEOUT_MS = 30 * 60_000;
const MOST_REDIRECTS = 3;

/**
 * Fetches the file of a data dump to where the files of an import lie. Its address is open to whoever knows it: no token goes along,
 * and it may not lead into private networks unless the server itself is there. Answers the reason where there is no file any more.
 * @throws ProviderFailure "transient" when the connection breaks
 */
export async function fetchDump(
  connection: Connection,
  address: string,
  userId: string,
  importId: string,
): Promise<{ bytes: number } | string> {
  await makeUploadFolder(userId, importId);
  const path = locateUpload(uploadPath(userId, importId, 1));
  let url = URL.parse(address);
  for (let redirects = 0; url && redirects <= MOST_REDIRECTS; redirects++) {
    if (url.protocol !== "https:" && url.protocol !== "http:") break;
    // A name that somebody typed may lead elsewhere by now: only the provider that this server is set up with is trusted.
    const server = requestTo(connection, "");
    const got = await fetchTo(url, path, server.untrusted === true || url.origin !== new URL(server.url).origin);
    if (typeof got === "number") return { bytes: got };
    if (typeof got === "string") return got;
    url = URL.parse(got.location, url);
  }
  return "WakaTime gave an address for the data dump that leads nowhere.";
}

async function fetchTo(url: URL, path: string, untrusted: boolean): Promise<number | string | { location: string }> {
  try {
    return await askStreamed(
      { url: url.href, untrusted, headers: { accept: "*/*" }, timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES },
      async ({ status, headers, pieces }) => {
        const location = headers.get("location");
        if (status >= 300 && status < 400 && location) return { location };
        if (status >= 500 || status === 429) throw new HttpFailure(`its server answered ${status}`, true);
        if (status !== 200) return "The address of the data dump is not good any more. Ask for the history again.";
        let bytes = 0;
        const counted = async function* () {
          for await (const piece of pieces) {
            bytes += piece.byteLength;
            yield piece;
          }
        };
        await pipeline(Readable.from(counted()), createWriteStream(path, { mode: 0o600 }));
        return bytes;
      },
    );
  } catch (error) {
    await rm(path, { force: true });
    if (!(error instanceof HttpFailure)) throw error;
    throw new ProviderFailure("transient", `The data dump could not be fetched: ${error.message}.`);
  }
}
