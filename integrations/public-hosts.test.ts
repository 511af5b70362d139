import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.unstubAllEnvs();
  vi.resetModules();
});
beforeEach(() => vi.resetModules());

/** A server on this machine that notes who asked. */
async function serve(): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.setHeader("set-cookie", ["a=1", "b=2"]);
    response.end("inside");
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  stops.push(() => server.close().closeAllConnections());
  return { port: (server.address() as AddressInfo).port, asked };
}

describe("addresses", () => {
  it.each([
    ["8.8.8.8", true],
    ["2a00:1450:4001:831::200e", true],
    ["127.0.0.1", false],
    ["10.1.2.3", false],
    ["100.64.0.1", false],
    ["169.254.169.254", false],
    ["172.31.255.255", false],
    ["172.32.0.1", true],
    ["192.168.1.1", false],
    ["0.0.0.0", false],
    ["255.255.255.255", false],
    ["::1", false],
    ["::", false],
    ["::ffff:127.0.0.1", false],
    ["::ffff:a00:1", false],
    ["::7f00:1", false],
    ["::10.1.2.3", false],
    ["::ffff:0:7f00:1", false],
    ["3fff::1", false],
    ["5f00::1", false],
    ["fec0::1", false],
    ["100::1", false],
    ["64:ff9b::7f00:1", false],
    ["fd00::1", false],
    ["fe80::1", false],
    ["not an address", false],
  ])("%s is public: %s", async (address, expected) => {
    const { isPublic } = await import("./public-hosts");
    expect(isPublic(address)).toBe(expected);
  });
});

describe("what people typed", () => {
  it.each(["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "127.1"])(
    "does not lead to %s",
    async (host) => {
      const { port, asked } = await serve();
      const { ask } = await import("./http");
      await expect(ask({ url: `http://${host}:${port}/`, untrusted: true })).rejects.toThrow(/private network|ECONNREFUSED/);
      expect(asked).toEqual([]);
    },
  );

  it("leads there where the environment allows it", async () => {
    vi.stubEnv("ALLOW_PRIVATE_HOSTS", "true");
    const { port } = await serve();
    const { ask } = await import("./http");
    expect(await ask({ url: `http://127.0.0.1:${port}/x`, untrusted: true })).toMatchObject({ status: 200, text: "inside" });
  });
});

describe("long answers", () => {
  it("come in pieces and are counted", async () => {
    const { port } = await serve();
    const { askStreamed, HttpFailure } = await import("./http");
    const url = `http://127.0.0.1:${port}/`;
    const read = async (pieces: AsyncIterable<Uint8Array>) => {
      let bytes = 0;
      for await (const piece of pieces) bytes += piece.byteLength;
      return bytes;
    };
    expect(await askStreamed({ url }, ({ pieces }) => read(pieces))).toBe(6);
    await expect(askStreamed({ url, maxBytes: 5 }, ({ pieces }) => read(pieces))).rejects.toThrow(HttpFailure);
    // A full disk is not the other side's fault.
    const full = Object.assign(new Error("no space"), { code: "ENOSPC" });
    await expect(askStreamed({ url }, () => Promise.reject(full))).rejects.toBe(full);
  });
});
