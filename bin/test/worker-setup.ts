import { inject } from "vitest";

/** Before anything of the application is imported: its environment points at this run's database and folder. */
const { url, ownerUrl } = inject("testDatabase");
process.env["DATABASE_URL"] = url;
process.env["DATABASE_DIRECT_URL"] = ownerUrl;
// All test files of a run share the database, and each may take up what another has queued: they share the folder of uploads, too.
process.env["ALMANAC_DATA_DIR"] = inject("testFolder");
process.env["AUTH_SECRET"] ??= "a secret that only the tests of this repository use";
process.env["TOKEN_ENCRYPTION_KEYS"] ??= Buffer.alloc(32, 7).toString("base64");
process.env["CRON_SECRET"] ??= "a cron secret that only the tests of this repository use";
process.env["LOG_LEVEL"] ??= "silent";
