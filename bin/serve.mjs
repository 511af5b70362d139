import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import next from "next";
import { firstLook, turnAway } from "./first-look.mjs";
import { limitPatience } from "./patience.mjs";
import { speakJson } from "./speak-json.mjs";
import { handleForm, isAboutUnreadForm, isForm } from "./unread-forms.mjs";

/**
 * The web server: Next.js behind Node's own HTTP server, for things that `next start` does not do. Every request carries the address
 * of its socket in `x-almanac-peer`, whatever a client wrote there, so that limits and the audit log cannot be lied to; every answer
 * carries the request's id, redirects and files included; malformed requests get a 4xx; bodies that do not come are not waited for; what
 * the framework says becomes lines of the log; and answers that are under way are finished before the process ends.
 */
const dev = process.argv.includes("--dev");
const port = Number(process.env.PORT ?? 3000);
const FINISH_MS = 8_000;
/** An upload that is not through by then is broken off, and its files are taken away. */
const TIDY_MS = 1_000;
/** Browsers that have been here by https come back by nothing else. */
const secure = process.env.APP_URL?.startsWith("https://") === true;

// The header is believed only where this file sets it: app/_auth/request.ts asks.
globalThis[Symbol.for("almanac.server")] = true;

if (!dev) speakJson(isAboutUnreadForm);

const app = next({ dev, dir: fileURLToPath(new URL("..", import.meta.url)), port, hostname: "localhost" });
const server = createServer();
// An upload of 2 GB over a slow line takes longer than Node's five minutes; headers still have to arrive at once.
server.requestTimeout = 6 * 3_600_000;
server.headersTimeout = 30_000;

await app.prepare();
const handle = app.getRequestHandler();
const upgrade = app.getUpgradeHandler();

server.on("request", (request, response) => {
  const refused = firstLook(request);
  response.setHeader("x-request-id", request.headers["x-request-id"]);
  if (secure) response.setHeader("strict-transport-security", "max-age=31536000");
  if (refused) return turnAway(request, response, refused);
  request.headers["x-almanac-peer"] = request.socket.remoteAddress ?? "";
  limitPatience(request);
  if (isForm(request)) handleForm(request, response, handle);
  else handle(request, response);
});
server.on("upgrade", (request, socket, head) => upgrade(request, socket, head));
server.on("error", (error) => {
  process.stderr.write(`The web server could not listen on port ${port}: ${error.message}\n`);
  process.exit(1);
});
server.listen(port);

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  let late = false;
  server.close(() => late || process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => {
    late = true;
    server.closeAllConnections();
    setTimeout(() => process.exit(0), TIDY_MS);
  }, FINISH_MS);
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
