import { describe, expect, it } from "vitest";
import { clientAddress, isFromHere } from "./addresses";

describe("the address of a person", () => {
  it("is the socket's, whatever they say of themselves", () => {
    expect(clientAddress("203.0.113.9", "127.0.0.1", [])).toBe("203.0.113.9");
    expect(clientAddress("::ffff:203.0.113.9", null, ["10.0.0.0/8"])).toBe("203.0.113.9");
  });

  it("is the last one before our own proxies", () => {
    expect(clientAddress("10.0.0.2", "127.0.0.1, 198.51.100.7, 10.0.0.1", ["10.0.0.0/8"])).toBe("198.51.100.7");
    expect(clientAddress("10.0.0.2", "nonsense", ["10.0.0.0/8"])).toBe("10.0.0.2");
  });

  it.each([
    ["198.51.100.7:5678", "198.51.100.7"],
    ["[2001:db8::7]:80", "2001:db8::7"],
    ["[2001:db8::7]", "2001:db8::7"],
    ["2001:db8::7", "2001:db8::7"],
    ["[::ffff:198.51.100.7]:80", "198.51.100.7"],
    ["198.51.100.7, 10.0.0.1:443", "198.51.100.7"],
    ["198.51.100.7:port", "10.0.0.2"],
  ])("reads a hop that names its port: %s", (hops, address) => {
    expect(clientAddress("10.0.0.2", hops, ["10.0.0.0/8"])).toBe(address);
  });
});

describe("a request from this machine", () => {
  it("comes from a loopback address", () => {
    expect(isFromHere("127.0.0.1", new Headers({ "x-forwarded-for": "::ffff:127.0.0.1" }))).toBe(true);
    expect(isFromHere("127.0.0.1", new Headers({ "x-forwarded-for": "[::1]:80, 127.0.0.1:5678" }))).toBe(true);
    expect(isFromHere("::1", new Headers())).toBe(true);
    expect(isFromHere("203.0.113.9", new Headers())).toBe(false);
    expect(isFromHere(null, new Headers())).toBe(false);
  });

  it("is not one that a proxy here makes for somebody elsewhere", () => {
    for (const [name, value] of [
      ["x-forwarded-for", "203.0.113.9"],
      ["x-forwarded-for", "127.0.0.1, 203.0.113.9"],
      ["forwarded", "for=203.0.113.9"],
      ["x-real-ip", "203.0.113.9"],
      ["via", "1.1 proxy"],
    ] as const) {
      expect(isFromHere("127.0.0.1", new Headers([[name, value]]))).toBe(false);
    }
  });
});
