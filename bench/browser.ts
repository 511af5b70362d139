import { existsSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { SCALES, seed } from "@/db/seed";
import { scratchDatabase } from "./database";
import { report } from "./report";
import { buildForBench, startWeb } from "./server";
import { sessionCookie } from "./sign-in";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-sync",
];

/** What a browser has to load for the Runs page (gzip), and whether anything moves while it does. */
export async function browser(): Promise<void> {
  buildForBench();
  const scratch = await scratchDatabase();
  const { userId } = await seed({ ...SCALES.small, people: 1 }, new Date().toISOString().slice(0, 10));
  const web = await startWeb();
  const executablePath = existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : undefined;
  const chrome = await chromium.launch({ executablePath, args: ARGS });
  try {
    const context = await chrome.newContext();
    const [name = "", value = ""] = (await sessionCookie(web.secret, userId)).split(/=(.*)/s);
    await context.addCookies([{ name, value, url: web.origin }]);
    const page = await context.newPage();
    await page.addInitScript(watchLayout);
    const loaded: { url: string; type: string; at: number; bytes: number }[] = [];
    page.on("response", async (answer) => {
      const type = answer.request().resourceType();
      if (type !== "script" && type !== "stylesheet") return;
      const body = await answer.body().catch(() => Buffer.alloc(0));
      loaded.push({ url: answer.url(), type, at: answer.request().timing().startTime, bytes: gzipSync(body).length });
    });
    await page.goto(`${web.origin}/runs`, { waitUntil: "networkidle" });
    await page.locator(".recharts-surface").first().waitFor({ timeout: 20_000 });
    const { painted, moved } = await page.evaluate(readLayout);
    const kib = (some: typeof loaded) => some.reduce((sum, one) => sum + one.bytes, 0) / 1024;
    const scripts = loaded.filter((one) => one.type === "script");
    report(
      "browser-js-first-paint",
      kib(scripts.filter((one) => one.at <= painted)),
      "KiB",
      `${scripts.length} scripts in all`,
      175,
    );
    report("browser-js-with-charts", kib(scripts), "KiB", "all scripts after the chart has come", 300);
    report("browser-css", kib(loaded.filter((one) => one.type === "stylesheet")), "KiB", "all style sheets", 15);
    report("browser-layout-shift", moved, "CLS", "the whole load", 0);
  } finally {
    await chrome.close();
    await web.stop();
    await scratch.drop();
  }
}

type Watched = Window & { almanacShift?: number };

function watchLayout(): void {
  const watched: Watched = window;
  watched.almanacShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if ("value" in entry && typeof entry.value === "number") watched.almanacShift = (watched.almanacShift ?? 0) + entry.value;
    }
  }).observe({ type: "layout-shift", buffered: true });
}

function readLayout(): { painted: number; moved: number } {
  const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
  const watched: Watched = window;
  return { painted: performance.timeOrigin + paint, moved: watched.almanacShift ?? 0 };
}
