import { serveJobs } from "@/integrations/files/thread";
import { prepareFile } from "./prepare-file";

/** The thread that reads activity files: parsing, summary, zone and track encoding, so that its owner only writes. */
serveJobs(({ bytes, name }: { bytes: Uint8Array; name: string }) =>
  prepareFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name),
);
