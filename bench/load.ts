import { Agent, request } from "node:http";
import { cpuMs } from "./server";

/** Sends `count` requests over `lanes` kept connections and reads the answers whole. @throws when one is not 200 */
export async function load(url: string, headers: Record<string, string>, count: number, lanes = 8): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: lanes });
  let left = count;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      request(url, { agent, headers }, (answer) => {
        answer.resume();
        answer.once("end", () =>
          answer.statusCode === 200 ? resolve() : reject(new Error(`${url} answered ${answer.statusCode}`)),
        );
        answer.once("error", reject);
      })
        .once("error", reject)
        .end();
    });
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (left > 0) {
        left -= 1;
        await one();
      }
    }),
  );
  agent.destroy();
}

/** CPU of a server process per request, in milliseconds. */
export async function cpuPerRequest(pid: number, url: string, headers: Record<string, string>, count: number): Promise<number> {
  const before = cpuMs(pid);
  await load(url, headers, count);
  return (cpuMs(pid) - before) / count;
}

/** The middle of some figures. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
