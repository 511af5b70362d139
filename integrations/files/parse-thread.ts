import { parseActivityFile } from "./parse-file";
import { serveJobs } from "./thread";

/** The plain thread script: bytes and a name in, activities out. A script that computes more composes `serveJobs` the same way. */
serveJobs(({ bytes, name }: { bytes: Uint8Array; name: string }) =>
  parseActivityFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name),
);
