import { describe, expect, it } from "vitest";
import { formFault, hostOfForm } from "./form-post";

const kindOf = (headers: Record<string, string>) => formFault(new Headers(headers))?.kind ?? null;
const OURS = { host: "almanac.lan:3000", origin: "http://almanac.lan:3000" };

describe("a form that a page gets", () => {
  it("is refused where another site's page sent it", () => {
    expect(kindOf(OURS)).toBeNull();
    for (const origin of ["https://evil.example", "null", "http://almanac.lan:3000.evil.example", "http://almanac.lan"]) {
      expect(kindOf({ ...OURS, origin })).toBe("forbidden");
    }
  });

  it("is left to the doors where the browser says nothing of its origin", () => {
    expect(kindOf({ host: "almanac.lan:3000" })).toBeNull();
  });

  it("comes from our own pages by their public address, whatever a proxy put into Host", () => {
    const headers = { host: "127.0.0.1:3000", origin: "http://localhost:3000" };
    expect(kindOf(headers)).toBeNull();
    expect(hostOfForm(new Headers(headers))).toBe("localhost:3000");
  });

  it("is refused where it cannot be read", () => {
    expect(kindOf({ ...OURS, "content-type": "multipart/form-data" })).toBe("malformed");
    expect(kindOf({ ...OURS, "content-type": "multipart/form-data; boundary=x", "content-length": "4000001" })).toBe("too_large");
    expect(kindOf({ ...OURS, "content-type": "multipart/form-data; boundary=x", "content-length": "4000000" })).toBeNull();
  });
});
