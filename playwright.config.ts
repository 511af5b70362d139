import { defineConfig } from "@playwright/test";

/**
 * Browser tests against the application as it is really started (bin/test/app.mjs); `npm test -- browser` sets the addresses.
 * Tests tagged `@phone` run on a small screen as well, those tagged `@phone-only` only there.
 */
const executablePath = process.env["ALMANAC_CHROMIUM"];

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  fullyParallel: true,
  workers: 2,
  // As in vitest.config.ts: one more chance, and its name at the end.
  retries: process.env["PROVE"] ? 0 : 1,
  forbidOnly: process.env["CI"] !== undefined,
  // What takes a second here takes ten on a machine that does ten things at once; a test that passes waits for none of it.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json"]],
  outputDir: "test-results",
  use: {
    baseURL: process.env["ALMANAC_E2E_URL"] ?? "http://localhost:3000",
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    trace: "on-first-retry",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "desktop", grepInvert: /@phone-only/, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: "phone",
      grep: /@phone/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
  ],
});
