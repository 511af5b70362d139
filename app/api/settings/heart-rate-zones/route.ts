import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { listHeartRateZonesSpec, setHeartRateZonesSpec } from "@/app/api/_spec/settings";
import { type HeartRateZonesRow, listHeartRateZones, setHeartRateZones } from "@/db/thresholds";
import { localDate } from "@/domain/time-zones";

const resource = (zones: HeartRateZonesRow) => ({
  validFrom: zones.validFrom,
  maxHeartRate: zones.maxBpm,
  restingHeartRate: zones.restingBpm,
  thresholdHeartRate: zones.thresholdBpm,
  lowerBounds: zones.lowerBoundsBpm,
});

export const GET = route(listHeartRateZonesSpec, async ({ tx }) => {
  const items = (await listHeartRateZones(tx)).map(resource);
  return { body: { items, page: { limit: items.length, next: null, total: items.length } } };
});

export const PUT = route(setHeartRateZonesSpec, async ({ tx, visitor, body }) => {
  const zones: HeartRateZonesRow = {
    validFrom: body.validFrom ?? localDate(new Date(), visitor.timeZone),
    maxBpm: body.maxHeartRate,
    restingBpm: body.restingHeartRate,
    thresholdBpm: body.thresholdHeartRate,
    lowerBoundsBpm: body.lowerBounds,
  };
  await setHeartRateZones(tx, zones);
  return { body: resource(zones), id: zones.validFrom };
});

export const { POST, PATCH, DELETE } = refused("GET", "PUT");
