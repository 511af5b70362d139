import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ask } from "./http";
import { type Liar, startLiar } from "./liar.fixture";

let liar: Liar;
beforeAll(async () => {
  liar = await startLiar();
});
afterAll(() => liar.stop());
beforeEach(() => {
  liar.asked.length = 0;
});

const MB = 1024 * 1024;

describe("an answer", () => {
  it("that unpacks to a thousand times its size is not read to its end", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * MB));
    expect(bomb.length).toBeLessThan(MB);
    liar.says = () => ({ headers: { "content-encoding": "gzip" }, body: bomb });
    await expect(ask({ url: liar.origin, maxBytes: 2 * MB })).rejects.toThrow("the answer is longer than 2 MB");
  });

  it("without end is given up at its limit, and the connection with it", async () => {
    let written = 0;
    let closed = false;
    liar.says = (_url, _request, response) => {
      const piece = Buffer.alloc(MB);
      const write = () => {
        while (!closed && written < 2_000 && response.write(piece)) written++;
      };
      response.on("drain", write).on("close", () => {
        closed = true;
      });
      write();
      return null;
    };
    await expect(ask({ url: liar.origin, maxBytes: 4 * MB })).rejects.toThrow("the answer is longer than 4 MB");
    await expect.poll(() => closed, { timeout: 10_000 }).toBe(true);
    expect(written).toBeLessThan(200);
  });

  it("that comes byte by byte is given up in time, though something always comes", async () => {
    liar.says = (_url, _request, response) => {
      const dripping = setInterval(() => response.write("x"), 20);
      response.on("close", () => clearInterval(dripping));
      return null;
    };
    await expect(ask({ url: liar.origin, timeoutMs: 400 })).rejects.toThrow("no answer within");
  });

  it("comes as it was before it was packed, also when nothing was", async () => {
    const text = "Läufe ".repeat(100_000);
    const packed = { "content-encoding": "gzip" };
    liar.says = () => ({ headers: packed, body: gzipSync(text) });
    expect((await ask({ url: liar.origin })).text).toBe(text);
    liar.says = () => ({ headers: packed, body: "" });
    expect(await ask({ url: liar.origin })).toMatchObject({ status: 200, text: "" });
    liar.says = () => ({ status: 204, headers: packed, body: "" });
    expect(await ask({ url: liar.origin, method: "DELETE" })).toMatchObject({ status: 204, text: "" });
  });

  it("that was packed and broke off or was spoiled on the way is none", async () => {
    const packed = gzipSync(Buffer.from("Läufe ".repeat(100_000)));
    for (const body of [packed.subarray(0, packed.length - 20), Buffer.concat([packed.subarray(0, 200), Buffer.alloc(500, 7)])]) {
      liar.says = () => ({ headers: { "content-encoding": "gzip" }, body });
      await expect(ask({ url: liar.origin })).rejects.toMatchObject({ name: "HttpFailure", sent: true });
    }
  });

  it("that sends on is not followed, wherever it leads", async () => {
    for (const location of [`${liar.origin}/inside`, "http://169.254.169.254/latest/meta-data", "file:///etc/passwd"]) {
      liar.says = ({ pathname }) =>
        pathname === "/inside" ? { body: "inside" } : { status: 302, headers: { location }, body: "" };
      expect((await ask({ url: `${liar.origin}/`, headers: { authorization: "Bearer secret" } })).status).toBe(302);
    }
    expect(liar.asked).toEqual(["/", "/", "/"]);
  });
});

describe("a kept connection", () => {
  /** Answers the first request on each connection, and closes it when a second one comes. Counts connections by method. */
  function closeOnTheSecond(): string[] {
    const sockets = new Set<unknown>();
    const opened: string[] = [];
    liar.says = (_url, { socket, method = "" }) => {
      if (sockets.has(socket)) {
        socket.destroy();
        return null;
      }
      sockets.add(socket);
      opened.push(method);
      return { body: "{}" };
    };
    return opened;
  }

  it("that was closed meanwhile costs what only reads nothing", async () => {
    const opened = closeOnTheSecond();
    for (let count = 0; count < 3; count++) expect((await ask({ url: liar.origin })).status).toBe(200);
    expect(opened.length).toBe(3);
    // One of them went out on a kept connection first, and was asked again.
    expect(liar.asked.length).toBeGreaterThan(3);
  });

  it("is not used to ask for tokens, and what writes is not sent twice", async () => {
    const opened = closeOnTheSecond();
    await ask({ url: liar.origin });
    for (let count = 0; count < 3; count++)
      await ask({ method: "POST", url: liar.origin, form: { grant_type: "refresh_token" } });
    expect(opened).toEqual(["GET", "POST", "POST", "POST"]);
    await expect(ask({ method: "POST", url: liar.origin, json: {} })).rejects.toMatchObject({ name: "HttpFailure", sent: true });
  });
});
