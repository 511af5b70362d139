import { route } from "@/app/_auth/route";
import { codingStatsSpec } from "@/app/api/_spec/coding";
import { refused } from "@/app/api/_spec/refused";
import { listStats } from "@/db/wakatime-stats";
import { computedStats } from "./computed-stats";

export const GET = route(codingStatsSpec, async ({ tx, params, visitor }) => {
  const told = (await listStats(tx)).find(({ type }) => type === params.statsType);
  if (told) return { body: { data: told.data, fetchedAt: told.fetchedAt.toISOString() } };
  const now = new Date();
  return { body: { data: await computedStats(tx, params.statsType, visitor, now), fetchedAt: now.toISOString() } };
});

export const { POST, PUT, PATCH, DELETE } = refused("GET");
