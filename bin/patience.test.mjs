import { request as ask, createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { limitPatience } from "./patience.mjs";

const SHORT = { bodyMs: 150, standstillMs: 150 };
let server;

beforeEach(async () => {
  server = createServer((request, response) => {
    limitPatience(request, SHORT);
    request.on("error", () => undefined);
    request.resume().on("end", () => response.end("all there"));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends some of ten pieces with pauses in between. @returns the status, or how the connection ended */
function send(path, pieces, pauseMs) {
  return new Promise((resolve) => {
    const request = ask(
      { port: server.address().port, path, method: "POST", headers: { "content-length": "10" } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    request.on("error", (error) => resolve(error.code));
    (async () => {
      for (let sent = 0; sent < pieces; sent++) {
        request.write("x");
        await wait(pauseMs);
      }
      if (pieces === 10) request.end();
    })();
  });
}

it("hangs up on a body that does not come", async () => {
  expect(await send("/sign-in", 3, 5)).toBe("ECONNRESET");
  expect(await send("/api/imports", 3, 5)).toBe("ECONNRESET");
});

it("lets an upload take its time as long as it goes on, and nothing else", async () => {
  expect(await send("/api/imports", 10, 40)).toBe(200);
  expect(await send("/sign-in", 10, 40)).toBe("ECONNRESET");
  expect(await send("/sign-in", 10, 2)).toBe(200);
});
