import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { HttpRequest } from "./http";
import { type Errand, type Outcome, runErrand } from "./token-courier";

/**
 * Exchanges a refresh token so that the answer survives us. A process of its own asks, and keeps the answer on disk before it tells
 * us: killed at any moment, we find it there. Where the bundled program is missing (tests, hosts of functions) the same is done on
 * the spot, and what remains is the moment between the answer's last byte and the disk.
 */
export async function exchange(request: HttpRequest, journal: string, keys: readonly Buffer[]): Promise<Outcome> {
  const errand: Errand = { request, journal, keys: keys.map((key) => key.toString("base64")) };
  const program = resolve(process.cwd(), "build", "courier.mjs");
  if (!existsSync(program)) return runErrand(errand);
  return sendCourier(program, errand);
}

function sendCourier(program: string, errand: Errand): Promise<Outcome> {
  return new Promise((done, failed) => {
    const courier = spawn(process.execPath, [program], { detached: true, stdio: ["pipe", "pipe", "ignore"] });
    let told = "";
    courier.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      told += chunk;
    });
    courier.on("error", failed);
    courier.on("close", () => {
      if (told === "") failed(new Error("the exchange of a token broke off"));
      else done(JSON.parse(told) as Outcome);
    });
    courier.stdin.on("error", () => undefined);
    courier.stdin.end(JSON.stringify(errand));
  });
}
