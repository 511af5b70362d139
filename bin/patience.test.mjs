import { request as ask, createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { limitPatience } from "./patience.mjs";

/** What runs out at once, and what does not within a test. */
const [SHORT, LONG] = [100, 60_000];
let patience;
let server;

beforeEach(async () => {
  server = createServer((request, response) => {
    limitPatience(request, patience);
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

// Whether a piece was still on its way when the connection ended is chance.
const HUNG_UP = /^(ECONNRESET|EPIPE)$/;

it("hangs up on a body that does not come", async () => {
  patience = { bodyMs: SHORT, standstillMs: LONG };
  expect(await send("/sign-in", 3, 5)).toMatch(HUNG_UP);
  patience = { bodyMs: LONG, standstillMs: SHORT };
  expect(await send("/api/imports", 3, 5)).toMatch(HUNG_UP);
});

it("lets an upload take its time, and nothing else", async () => {
  patience = { bodyMs: SHORT, standstillMs: LONG };
  expect(await send("/api/imports", 10, 40)).toBe(200);
  expect(await send("/sign-in", 10, 40)).toMatch(HUNG_UP);
  patience = { bodyMs: LONG, standstillMs: SHORT };
  expect(await send("/sign-in", 10, 2)).toBe(200);
});

it("counts an upload's standstill from its last piece", async () => {
  patience = { bodyMs: LONG, standstillMs: 3_000 };
  expect(await send("/api/imports", 10, 350)).toBe(200);
});
