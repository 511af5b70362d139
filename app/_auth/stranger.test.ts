import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { strangersSee } from "./stranger";

const DASHBOARD = fileURLToPath(new URL("../(dashboard)", import.meta.url));

it("sends strangers to sign in for every page there is", () => {
  const folders = readdirSync(DASHBOARD, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && /^\w/.test(entry.name),
  );
  const pages = folders.map(({ name }) => `/${name}`).filter((path) => !path.startsWith("/_"));
  expect(pages.length).toBeGreaterThan(4);
  for (const path of ["/", ...pages, "/runs/strava_17/history", "/weekly/2026-W47"])
    expect([path, strangersSee(path)]).toEqual([path, "sign-in"]);
});

it.each(["/foo.png", "/nothing", "/wp-login.php", "/runs/map.js", "/.env", "/runs/../.git/config.txt"])(
  "has nothing at %s",
  (path) => {
    expect(strangersSee(path)).toBe("nothing");
  },
);

it.each(["/sign-in", "/sign-up", "/api/health/live", "/api", "/icons/icon.svg"])("leaves %s to its own door", (path) => {
  expect(strangersSee(path)).toBe("page");
});
