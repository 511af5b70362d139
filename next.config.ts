import type { NextConfig } from "next";

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), bluetooth=(self)" },
];

/** The benchmarks' build also has the bare page they measure against (`page.bench.tsx`), in a folder of its own. */
const bench = process.env["ALMANAC_BENCH"] === "1";

const config: NextConfig = {
  ...(bench ? { distDir: ".next-bench", pageExtensions: ["tsx", "ts", "bench.tsx"] } : {}),
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` and `npm run check` look at the types; a first start need not wait for them.
  typescript: { ignoreBuildErrors: true },
  typedRoutes: false,
  serverExternalPackages: ["@node-rs/argon2", "pg", "pino", "prom-client", "yauzl", "fit-file-parser", "geo-tz"],
  // Readiness compares the database with the migrations of this version.
  outputFileTracingIncludes: { "/api/health/ready": ["./drizzle/**"] },
  experimental: {
    // What a development server keeps on disk for the next one makes that one send pages back to the start, over and over, once files
    // have changed in between (Next.js 16.4). A first page then takes a second longer.
    turbopackFileSystemCacheForDev: false,
    // Beside proxy.ts, which answers 413 before: room enough for a field to say that its picture is too large.
    serverActions: { bodySizeLimit: "4mb" },
  },
  headers: async () => [{ source: "/(.*)", headers: securityHeaders }],
};

export default config;
