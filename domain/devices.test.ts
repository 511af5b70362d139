import { describe, expect, it } from "vitest";
import { avatarTypeOf } from "./avatars";
import { deviceOf } from "./devices";

describe("devices in words", () => {
  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
      "Edge on Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
      "Safari on iPhone",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox on Linux"],
    [
      "Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
      "Samsung Internet on Android",
    ],
    [null, "Unknown browser"],
  ])("reads %s", (agent, words) => {
    expect(deviceOf(agent)).toBe(words);
  });
});

describe("pictures", () => {
  const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
  it("are known by their first bytes", () => {
    expect(avatarTypeOf(bytes("\x89PNG\r\n\x1a\n...."))).toBe("image/png");
    expect(avatarTypeOf(bytes("\xff\xd8\xff\xe0...."))).toBe("image/jpeg");
    expect(avatarTypeOf(bytes("RIFF\x10\x00\x00\x00WEBPVP8 "))).toBe("image/webp");
  });
  it("are refused when they are something else, whatever they are called", () => {
    for (const text of ["<svg onload=alert(1)>", "<html>", "GIF89a", "RIFF\x10\x00\x00\x00WAVEfmt ", "", "\x89PN"]) {
      expect(avatarTypeOf(bytes(text))).toBeNull();
    }
  });
});
