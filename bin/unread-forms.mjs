import { AsyncLocalStorage } from "node:async_hooks";
import { turnAway } from "./first-look.mjs";

/** Requests that our own code has begun to work on, by id; `app/_auth/request.ts` adds to it. */
const begun = new Set();
globalThis[Symbol.for("almanac.begun")] = begun;

const current = new AsyncLocalStorage();

const MALFORMED = {
  status: 400,
  title: "Bad Request",
  detail: "This form cannot be read: it is not complete, or no page of Almanac made it. Open the page anew and send it again.",
};

/** Whether a request is a form of a page: its body is read by Next.js, before any code of ours. */
export function isForm(request) {
  return request.method === "POST" && !/^\/api(?:[/?]|$)/.test(request.url);
}

/**
 * Lets Next.js handle a form. It answers 500 to one that it cannot read (a part that breaks off, an argument that refers to nothing), as
 * if the fault were ours. A form that fails before our own code has begun with it is answered with 400 instead.
 */
export function handleForm(request, response, handle) {
  const id = request.headers["x-request-id"];
  const unread = () => !begun.has(id);
  answerUnread(request, response, unread);
  response.once("close", () => begun.delete(id));
  return current.run(unread, () => handle(request, response));
}

/** Whether what is being said just now is about a form that nobody could read. */
export function isAboutUnreadForm() {
  return current.getStore()?.() === true;
}

/** Puts our answer in the place of a 500; what is written into that afterwards goes nowhere. */
function answerUnread(request, response, unread) {
  const writeHead = response.writeHead.bind(response);
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  let refused = false;
  const refuses = (status) => {
    if (refused || response.headersSent || status !== 500 || !unread()) return refused;
    refused = true;
    const body = /^(?:content-(?:type|length|encoding)|etag|vary|cache-control|transfer-encoding)$/;
    for (const name of response.getHeaderNames()) if (body.test(name)) response.removeHeader(name);
    turnAway(request, { writeHead, end }, MALFORMED);
    return true;
  };
  const nothing = (args) => args.findLast((one) => typeof one === "function")?.();
  response.writeHead = (status, ...rest) => (refuses(status) ? response : writeHead(status, ...rest));
  response.write = (...args) => {
    if (!refuses(response.statusCode)) return write(...args);
    nothing(args);
    return true;
  };
  response.end = (...args) => {
    if (!refuses(response.statusCode)) return end(...args);
    nothing(args);
    return response;
  };
}
