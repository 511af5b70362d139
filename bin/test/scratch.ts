import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

/** An empty database for a test of migrations, dropped after `work`. */
export async function withScratchDatabase(work: (ownerUrl: string) => Promise<void>): Promise<void> {
  const { adminUrl, ownerUrl } = inject("testDatabase");
  const name = `almanac_test_${process.pid}_${randomBytes(4).toString("hex")}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const owner = decodeURIComponent(new URL(ownerUrl).username);
    await admin.query(`create database ${name} owner ${admin.escapeIdentifier(owner)} template template0`);
    const url = new URL(ownerUrl);
    url.pathname = `/${name}`;
    await work(url.toString());
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

/** Runs work on one connection. */
export async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
