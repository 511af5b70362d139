import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { env } from "@/lib/env";
import { PrivateAddress, publicOnly } from "./public-hosts";

/** One request to the outside world. `form` and `json` are bodies; at most one of them. */
export type HttpRequest = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  query?: Readonly<Record<string, string | number | undefined>>;
  headers?: Readonly<Record<string, string>>;
  form?: Readonly<Record<string, string>>;
  json?: unknown;
  /** Whole time for request and answer, ms. */
  timeoutMs?: number;
  /** Longest answer that is read, bytes. */
  maxBytes?: number;
  /** The address was typed by a person or told by others: it must not lead into private networks, unless the environment allows it. */
  untrusted?: boolean;
};

/** An answer, whatever its status; `headers` finds names in any case. */
export type HttpAnswer = { status: number; headers: Headers; text: string };

/** No answer, or none that could be read to its end. `sent` tells whether the other side may have acted on the request. */
export class HttpFailure extends Error {
  override name = "HttpFailure";
  constructor(
    message: string,
    readonly sent: boolean,
  ) {
    super(message);
  }
}

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 32 * 1024 * 1024;

/** Errors of the network before a byte of the request went out. */
const NOT_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

/**
 * The one place that asks others. Redirects are not followed: no provider's API needs them, and a token must not travel to where it
 * was not sent. @throws HttpFailure when there is no whole answer in time
 */
export async function ask(request: HttpRequest): Promise<HttpAnswer> {
  const { maxBytes = MAX_BYTES } = request;
  return open(request, async ({ status, headers, body }) => ({ status, headers, text: await readText(body, maxBytes) }));
}

/** What an answer that is read piece by piece begins with; `pieces` ends with its end or throws `HttpFailure`. */
export type StreamedAnswer = { status: number; headers: Headers; pieces: AsyncIterable<Uint8Array> };

/** Like {@link ask} for answers too long to hold: `read` gets the pieces as they come. `maxBytes` counts. @throws HttpFailure */
export function askStreamed<T>(request: HttpRequest, read: (answer: StreamedAnswer) => Promise<T>): Promise<T> {
  const { maxBytes = MAX_BYTES } = request;
  return open(request, ({ status, headers, body }) => read({ status, headers, pieces: limited(body, maxBytes) }));
}

/** What came, its body still to be read. */
type Opened = { status: number; headers: Headers; body: AsyncIterable<Uint8Array> };

async function open<T>(request: HttpRequest, read: (answer: Opened) => Promise<T>): Promise<T> {
  const { method = "GET", timeoutMs = TIMEOUT_MS } = request;
  const url = new URL(request.url);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const headers: Record<string, string> = {
    accept: "application/json",
    "accept-encoding": "gzip",
    "user-agent": "Almanac",
    ...request.headers,
  };
  let body: string | undefined;
  if (request.form) {
    body = new URLSearchParams(request.form).toString();
    headers["content-type"] = "application/x-www-form-urlencoded";
  } else if (request.json !== undefined) {
    body = JSON.stringify(request.json);
    headers["content-type"] = "application/json";
  }
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const guarded = request.untrusted === true && !env().ALLOW_PRIVATE_HOSTS;
    // A form asks for tokens: whether it arrived must not hang on a kept connection that the other side is just closing.
    const own = request.form ? { agent: false as const } : {};
    const message = await send(url, { method, headers, signal, ...own, ...(guarded ? publicOnly(url) : {}) }, body);
    try {
      return await read({ status: message.statusCode ?? 0, headers: headersOf(message), body: unpacked(message) });
    } finally {
      if (!message.complete) message.destroy();
    }
  } catch (error) {
    if (error instanceof HttpFailure || isOurs(error)) throw error;
    if (error instanceof PrivateAddress) throw new HttpFailure(error.message, false);
    const code = codeOf(error);
    // Messages can repeat what was sent, and that is secret; codes and names cannot.
    const why = code === "" && error instanceof Error ? error.name : code || "unknown";
    throw new HttpFailure(
      signal.aborted ? `no answer within ${Math.round(timeoutMs / 1000)} s` : `the connection failed (${why})`,
      !NOT_SENT.has(code),
    );
  }
}

type Sent = Parameters<typeof plainRequest>[1] & object;

/**
 * Sends a request and waits for the head of its answer. Node's own client: `fetch` costs as much again as all that it fetches. What only
 * reads is sent once more, on a connection of its own, when a kept one was closed while the request was on its way.
 */
function send(url: URL, options: Sent, body: string | undefined): Promise<IncomingMessage> {
  const start = url.protocol === "https:" ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const request = start(url, options, resolve);
    request.on("error", (error) => {
      const wasClosed = request.reusedSocket && options.method === "GET" && codeOf(error) === "ECONNRESET";
      if (wasClosed) send(url, { ...options, agent: false }, body).then(resolve, reject);
      else reject(error);
    });
    request.end(body);
  });
}

function headersOf(message: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return headers;
}

/** The body as it was before it was packed for the way. */
function unpacked(message: IncomingMessage): AsyncIterable<Uint8Array> {
  return /^(?:x-)?gzip$/i.test(message.headers["content-encoding"] ?? "") ? gunzipped(message) : message;
}

async function* gunzipped(message: IncomingMessage): AsyncGenerator<Uint8Array> {
  let isEmpty = true;
  message.once("data", () => {
    isEmpty = false;
  });
  try {
    // What breaks off on either side ends the other; whoever reads hears of it.
    yield* pipeline(message, createGunzip(), () => undefined);
  } catch (error) {
    // Some say of nothing, too, that it is packed.
    if (!isEmpty || !message.complete) throw error;
  }
}

async function readText(body: Opened["body"], maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of limited(body, maxBytes)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function* limited(body: Opened["body"], maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new HttpFailure(`the answer is longer than ${Math.round(maxBytes / 1024 / 1024)} MB`, true);
    yield chunk;
  }
}

/** Faults of our own disk while an answer is written down are no faults of the connection. */
const DISK_CODES = new Set(["ENOSPC", "EDQUOT", "EROFS", "ENOENT", "EISDIR", "EMFILE"]);

function isOurs(error: unknown): boolean {
  return error instanceof Error && "code" in error && DISK_CODES.has(String(error.code));
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : null;
  return typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
}
