import { route } from "@/app/_auth/route";
import { recordsSpec } from "@/app/api/_spec/records";
import { refused } from "@/app/api/_spec/refused";
import { listPersonalBests } from "@/db/best-efforts";
import { listRunDays } from "@/db/run-charts";
import { recordsResource } from "@/domain/records";
import { localDate } from "@/domain/time-zones";

export const GET = route(recordsSpec, async ({ tx, visitor }) => {
  const bests = await listPersonalBests(tx);
  const days = await listRunDays(tx, {});
  return { body: recordsResource(bests, days, localDate(new Date(), visitor.timeZone)) };
});

export const { POST, PUT, PATCH, DELETE } = refused("GET");
