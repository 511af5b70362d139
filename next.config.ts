import type { NextConfig } from "next";

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  // Sensors come by Bluetooth, which our own pages may use unless something is said of it; browsers without it complain of its name.
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
];

/** What editors are set up with that knew another server before: its addresses of the calls under /api/v1. */
const wakatimeAliases = [
  { source: "/api/heartbeat", destination: "/api/v1/users/current/heartbeats" },
  { source: "/api/heartbeats", destination: "/api/v1/users/current/heartbeats" },
  { source: "/api/users/:path*", destination: "/api/v1/users/:path*" },
  { source: "/api/plugins/errors", destination: "/api/v1/plugins/errors" },
  { source: "/api/compat/wakatime/v1/:path*", destination: "/api/v1/:path*" },
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
  rewrites: async () => wakatimeAliases,
  // Some addresses are secrets: clients send their key in them, providers their codes, and a feed has no other.
  logging: {
    incomingRequests: {
      ignore: [/[?&]api_key=/, /^\/api\/calendar\//, /^\/api\/connect\/[^/]*\/callback/, /[?&]hub\.verify_token=/],
    },
  },
  headers: async () => [
    { source: "/(.*)", headers: securityHeaders },
    // Pages of anybody's may show a badge.
    { source: "/api/badge/:path*", headers: [{ key: "Cross-Origin-Resource-Policy", value: "cross-origin" }] },
  ],
};

export default config;
