import { type Answer, json } from "@/e2e/simulators/answer";
import type { Call } from "@/e2e/simulators/request";
import { dateAt, dayAfter, midnight, type Piece, total } from "./coding";
import { figures, shares, text } from "./figures";
import type { Asker, WakaTimeWorld } from "./state";
import type { Person } from "./types";

const DATE = /^\d{4}-\d\d-\d\d$/;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace(/\.\d{3}Z$/, "Z");

const todayOf = ({ workings }: WakaTimeWorld, person: Person) => dateAt(workings.clock.now(), person.timezone);
const piecesOf = ({ state }: WakaTimeWorld, person: Person, date: string): Piece[] =>
  state.coding.get(person.id)?.get(date) ?? [];

/** Everything that a day or a range is told apart by. Projects and machines stay away where the person hides them. */
function lists(pieces: readonly Piece[], person: Person) {
  return {
    categories: shares(pieces, "category"),
    ...(person.hidesProjects ? {} : { projects: shares(pieces, "project") }),
    languages: shares(pieces, "language"),
    editors: shares(pieces, "editor"),
    operating_systems: shares(pieces, "operatingSystem"),
    dependencies: [],
    ...(person.hidesProjects
      ? {}
      : {
          machines: shares(pieces, "machine").map((one) => ({
            ...one,
            machine_name_id: `00000000-0000-4000-8000-${Buffer.from(one.name).toString("hex").padStart(12, "0").slice(0, 12)}`,
          })),
        }),
  };
}

/** One day of `summaries`. With a project also its branches. A Wakapi writes the present moment where the date belongs. */
export function summaryDay(world: WakaTimeWorld, person: Person, date: string, project: string | null) {
  const pieces = piecesOf(world, person, date).filter((piece) => project === null || piece.project === project);
  const { clock } = world.workings;
  const [start, end] = [midnight(date, person.timezone), midnight(dayAfter(date, 1), person.timezone) - 1];
  const wakapi = world.state.settings.server === "wakapi";
  return {
    grand_total: figures(total(pieces)),
    ...lists(pieces, person),
    ...(project === null ? {} : { branches: shares(pieces, "branch"), entities: [] }),
    range: {
      date: wakapi ? new Date(clock.now()).toISOString() : date,
      start: wakapi ? `${date}T00:00:00+01:00` : iso(start),
      end: wakapi ? `${date}T23:59:59+01:00` : iso(end),
      text: wakapi ? "" : new Date(`${date}T00:00:00Z`).toUTCString().slice(0, 16),
      timezone: wakapi ? "CET" : person.timezone,
    },
  };
}

export function summaries(world: WakaTimeWorld, call: Call, { person }: Asker): Answer {
  const [start, end] = [call.query.get("start") ?? "", call.query.get("end") ?? ""];
  for (const [name, value] of Object.entries({ start, end })) {
    if (!DATE.test(value)) return json(400, { errors: { [name]: ["Invalid date."] } });
  }
  const { planDays } = world.state.settings;
  if (planDays !== null && start < dayAfter(todayOf(world, person), 1 - planDays)) {
    return json(402, { error: "This resource requires a premium account." });
  }
  const data = [];
  for (let date = start; date <= end; date = dayAfter(date, 1))
    data.push(summaryDay(world, person, date, call.query.get("project")));
  const seconds = data.reduce((sum, day) => sum + day.grand_total.total_seconds, 0);
  const worked = data.filter((day) => day.grand_total.total_seconds > 0).length;
  const { total_seconds: _, hours: __, minutes: ___, ...forms } = figures(seconds);
  const average = seconds / Math.max(1, worked);
  return json(200, {
    data,
    start: iso(midnight(start, person.timezone)),
    end: iso(midnight(dayAfter(end, 1), person.timezone) - 1),
    cumulative_total: { seconds, ...forms },
    daily_average: {
      holidays: data.length - worked,
      days_including_holidays: data.length,
      days_minus_holidays: worked,
      seconds: average,
      text: text(average),
      seconds_including_other_language: average,
      text_including_other_language: text(average),
    },
  });
}

export function statusBar(world: WakaTimeWorld, _: Call, { person }: Asker): Answer {
  const day = summaryDay(world, person, todayOf(world, person), null);
  return json(200, { cached_at: iso(world.workings.clock.seconds()), data: day, has_team_features: false });
}

/** First and last day of a range of `stats`; today counts for all time only. */
function rangeOf(world: WakaTimeWorld, person: Person, range: string): [string, string] | null {
  const today = todayOf(world, person);
  const days = { last_7_days: 7, last_30_days: 30, last_6_months: 183, last_year: 365 }[range];
  if (days !== undefined) return [dayAfter(today, -days), dayAfter(today, -1)];
  return range === "all_time" ? [firstDay(world, person), today] : null;
}

function firstDay(world: WakaTimeWorld, person: Person): string {
  return [...(world.state.coding.get(person.id)?.keys() ?? [])].sort()[0] ?? todayOf(world, person);
}

const CALCULATING = "Calculating stats for this user. Check back later.";

export function stats(world: WakaTimeWorld, call: Call, { person }: Asker): Answer {
  const name = call.params["range"] ?? "";
  const range = rangeOf(world, person, name);
  if (!range) return json(404, { error: "Not Found" });
  const { server } = world.state.settings;
  if (server === "hackatime" && name !== "last_7_days") return json(404, { error: "Not Found" });
  const days: [string, Piece[]][] = [];
  for (let date = range[0]; date <= range[1]; date = dayAfter(date, 1)) days.push([date, piecesOf(world, person, date)]);
  const pieces = days.flatMap(([, all]) => all);
  const known = total(pieces.filter(({ language }) => language !== "Other"));
  const all = total(pieces);
  const worked = days.filter(([, one]) => one.length > 0);
  const best = worked.reduce<[string, Piece[]] | null>((top, one) => (top && total(top[1]) >= total(one[1]) ? top : one), null);
  const average = (seconds: number) => Math.round(seconds / Math.max(1, worked.length));
  const common = {
    human_readable_range: name.replaceAll("_", " "),
    is_already_updating: false,
    is_coding_activity_visible: true,
    is_including_today: name === "all_time",
    is_other_usage_visible: true,
    is_stuck: false,
    is_up_to_date: true,
    is_up_to_date_pending_future: false,
    percent_calculated: 100,
    range: name,
    status: "ok",
    timeout: 15,
    timezone: person.timezone,
    username: person.username,
    writes_only: false,
  };
  const next = world.state.calculating.get(name)?.shift();
  if (next === "pending") {
    const waiting = { ...common, is_up_to_date: false, percent_calculated: 0, status: "pending_update" };
    return json(202, { data: waiting, message: CALCULATING });
  }
  const data = {
    ...common,
    id: `${person.id}.${name}`,
    user_id: person.id,
    best_day: best && { date: best[0], text: text(total(best[1])), total_seconds: total(best[1]) },
    ...lists(pieces, person),
    daily_average: average(known),
    daily_average_including_other_language: average(all),
    days_including_holidays: days.length,
    days_minus_holidays: worked.length,
    holidays: days.length - worked.length,
    human_readable_daily_average: text(average(known)),
    human_readable_daily_average_including_other_language: text(average(all)),
    human_readable_total: text(known),
    human_readable_total_including_other_language: text(all),
    start: iso(midnight(range[0], person.timezone)),
    end: iso(midnight(dayAfter(range[1], 1), person.timezone) - 1),
    created_at: "2022-10-28T14:04:43Z",
    modified_at: iso(world.workings.clock.seconds()),
    total_seconds: known,
    total_seconds_including_other_language: all,
  };
  if (next !== "updating") return json(200, { data });
  // Part of the sums and none of the lists: what must never be kept.
  const none = Object.fromEntries(Object.keys(lists(pieces, person)).map((list) => [list, []]));
  const updating = {
    is_already_updating: true,
    is_up_to_date: false,
    percent_calculated: 30,
    status: "updating",
    best_day: null,
  };
  return json(202, { data: { ...data, ...none, ...updating, total_seconds: known / 3 }, message: CALCULATING });
}

export function allTime(world: WakaTimeWorld, call: Call, { person }: Asker): Answer {
  const project = call.query.get("project");
  const days = [...(world.state.coding.get(person.id)?.values() ?? [])];
  const seconds = total(days.flat().filter((piece) => project === null || piece.project === project));
  const [first, today] = [firstDay(world, person), todayOf(world, person)];
  const stale = world.state.calculating.get("all_time_since_today")?.shift() !== undefined;
  const { hours: _, minutes: __, ...told } = figures(stale ? seconds * 0.64 : seconds);
  const wakapi = world.state.settings.server === "wakapi";
  const data = {
    ...told,
    ...(wakapi ? {} : { daily_average: seconds / Math.max(1, days.length), percent_calculated: stale ? 64 : 100, timeout: 15 }),
    is_up_to_date: !stale,
    range: {
      start: iso(midnight(first, person.timezone)),
      start_date: first,
      start_text: first,
      end: iso(midnight(dayAfter(today, 1), person.timezone) - 1),
      end_date: today,
      end_text: "Today",
      timezone: person.timezone,
    },
  };
  return json(stale ? 202 : 200, { data });
}
