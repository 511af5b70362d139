import { randomUUID } from "node:crypto";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Puts a request in order before Next.js sees it, which answers 500 to addresses and methods that it cannot read. It gets an id (its
 * own, if that is a UUID) and an address that is a path; escapes that stand for no text are taken literally, so that whoever answers
 * the address says that there is nothing.
 * @returns {{ status: number, title: string, detail: string } | null} what is wrong with a request that cannot be put in order
 */
export function firstLook(request) {
  const given = request.headers["x-request-id"];
  request.headers["x-request-id"] = UUID.test(given ?? "") ? given : randomUUID();
  if (!METHODS.includes(request.method)) {
    return { status: 405, title: "Method Not Allowed", detail: `Almanac takes ${METHODS.join(", ")}.` };
  }
  const path = pathOf(request.url);
  if (path === null) return { status: 400, title: "Bad Request", detail: "The address of this request is no path." };
  request.url = readable(path);
  return null;
}

/** Proxies may send the whole address where a path is expected. */
function pathOf(url) {
  if (url.startsWith("/")) return url;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function readable(url) {
  const end = url.search(/[?#]|$/);
  const path = url.slice(0, end);
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return path.replaceAll("%", "%25") + url.slice(end);
  }
}

/** Answers a request that cannot be put in order, as the API says what is wrong. */
export function turnAway(request, response, { status, title, detail }) {
  const requestId = request.headers["x-request-id"];
  const body = JSON.stringify({ type: "about:blank", title, status, detail, requestId });
  response.writeHead(status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...(status === 405 ? { allow: METHODS.join(", ") } : {}),
    connection: "close",
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
