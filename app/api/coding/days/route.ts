import { route } from "@/app/_auth/route";
import { listCodingDaysSpec } from "@/app/api/_spec/coding";
import { refused } from "@/app/api/_spec/refused";
import { listCodingDayTimes } from "@/db/coding-day-list";
import { listItems } from "@/domain/wakatime-lists";

const LISTS = {
  projects: "project",
  languages: "language",
  editors: "editor",
  operatingSystems: "operating_system",
  machines: "machine",
  categories: "category",
} as const;

export const GET = route(listCodingDaysSpec, async ({ tx, query }) => {
  const { days, next, total } = await listCodingDayTimes(tx, { ...query, dimensions: Object.values(LISTS) });
  const items = days.map(({ date, us, items: names }) => {
    const listed = Object.entries(LISTS).map(([list, dimension]) => {
      const own = names.filter((item) => item.dimension === dimension);
      return [list, listItems(dimension, own).map(({ name, total_seconds: seconds }) => ({ name, seconds }))];
    });
    return { date, totalSeconds: us / 1e6, ...Object.fromEntries(listed) };
  });
  return { body: { items, page: { limit: query.limit, next, total } } };
});

export const { POST, PUT, PATCH, DELETE } = refused("GET");
