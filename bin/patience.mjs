/** A form or a JSON body has to arrive within this time; an upload may take hours, as long as it goes on. */
const BODY_MS = 120_000;
const UPLOAD_STANDSTILL_MS = 120_000;

const UPLOAD = /^\/api\/(?:imports|mmf)(?:[/?]|$)/;

/** Hangs up on a request whose body does not come, so that nobody holds on to a connection and a file by sending nothing. */
export function limitPatience(request, { bodyMs = BODY_MS, standstillMs = UPLOAD_STANDSTILL_MS } = {}) {
  if (request.headers["content-length"] === undefined && request.headers["transfer-encoding"] === undefined) return;
  const hangUp = () => request.complete || request.destroy();
  if (UPLOAD.test(request.url)) {
    request.setTimeout(standstillMs, hangUp);
    request.once("end", () => request.setTimeout(0));
    return;
  }
  const timer = setTimeout(hangUp, bodyMs);
  timer.unref();
  request.once("close", () => clearTimeout(timer));
}
