import { get } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** Asks the server whether it is ready. @returns the HTTP status, 0 where nobody answers */
function statusOf(port) {
  return new Promise((resolve) => {
    const request = get({ host: "127.0.0.1", port, path: "/api/health/ready", timeout: 5_000, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(0));
  });
}

/** Waits until the server is ready. @returns the last status when it was not within the time, undefined when it is */
export async function waitUntilReady(port, patienceMs, given) {
  const end = Date.now() + patienceMs;
  for (;;) {
    const status = await statusOf(port);
    if (status === 200) return undefined;
    if (Date.now() > end || given()) return status;
    await wait(50);
  }
}
