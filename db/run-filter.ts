import type { RunFilter, RunSort } from "@/domain/run-filter";
import type { UserId } from "@/domain/users";
import { Conditions, containing } from "./conditions";
import { byInstant, byNumber, byText, type Order } from "./ordering";

/**
 * The runs that a filter means, as conditions on `app.runs r`. All of them but the search for text can be answered from
 * `runs_totals_idx` alone.
 */
export function runConditions(userId: UserId, filter: Partial<RunFilter>): Conditions {
  const conditions = new Conditions(userId, "r")
    .and(filter.deleted ? "r.deleted_at is not null" : "r.deleted_at is null")
    .with(filter.from, (day) => `r.local_date >= ${day}::date`)
    .with(filter.to, (day) => `r.local_date <= ${day}::date`)
    .with(filter.type, (type) => `r.type = ${type}`)
    .with(filter.source, (source) => `r.source = ${source}`)
    .with(filter.minDistance, (metres) => `r.distance_m >= ${metres}::float8`)
    .with(filter.maxDistance, (metres) => `r.distance_m <= ${metres}::float8`);
  if (filter.shoe === "none") conditions.and("r.shoe_id is null");
  else conditions.with(filter.shoe, (shoe) => `r.shoe_id = ${shoe}`);
  if (filter.q) {
    conditions.with(
      containing(filter.q),
      (text) =>
        `(r.name ilike ${text} or r.notes ilike ${text} or r.shoe_id in (select s.id from app.shoes s where s.user_id = $1 and s.name ilike ${text}))`,
    );
  }
  return conditions;
}

/** Whether the filter leaves anything out: without, statements have one text and are worth preparing. */
export function isNarrowed(filter: Partial<RunFilter>): boolean {
  const { from, to, type, source, shoe, q, minDistance, maxDistance, deleted } = filter;
  return (
    deleted === true ||
    [from, to, type, source, shoe, q || undefined, minDistance, maxDistance].some((value) => value !== undefined)
  );
}

/** The order of a list of runs. */
export function runOrder(sort: RunSort, order: "asc" | "desc"): Order {
  switch (sort) {
    case "startAt":
      return byInstant("r.start_at");
    case "distance":
      return byNumber("r.distance_m", order);
    case "duration":
      return byNumber("r.duration_s", order);
    case "pace":
      return byNumber("case when r.distance_m > 0 then r.duration_s / r.distance_m end", order);
    case "averageHeartRate":
      return byNumber("r.average_heart_rate_bpm", order);
    case "elevationGain":
      return byNumber("r.elevation_gain_m", order);
    case "name":
      return byText("left(lower(r.name), 200)");
    case "type":
      return byText("r.type");
    case "shoe":
      return byText(order === "asc" ? "coalesce(r.shoe_id, '~')" : "coalesce(r.shoe_id, '')");
  }
}
