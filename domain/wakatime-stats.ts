import type { CodingRange } from "./coding-range";
import { decimal, digital, durationText } from "./coding-words";
import { listItems, listsOf, type NamedTime } from "./wakatime-lists";
import { averages, type Whose } from "./wakatime-summaries";
import { dayBounds, daysFrom, dayText, instantText, secondsOf } from "./wakatime-time";

/** Totals of a range: of each day that has time, and of names. */
export type RangeTimes = { days: readonly { date: string; us: number }[]; names: readonly NamedTime[] };

/** Who asks, and the rule that their time is made by. */
export type StatsOwner = Whose & {
  /** The same for the same person and range. */
  statsId: string;
  userId: string;
  username: string;
  timeoutS: number;
  writesOnly: boolean;
};

type Days = { from: string; to: string };

/** The day with the most time; null where none has any, the first of equals. */
function bestDay(days: RangeTimes["days"]) {
  let best: RangeTimes["days"][number] | undefined;
  for (const day of days) if (day.us > (best?.us ?? 0)) best = day;
  return best ? { date: best.date, text: durationText(secondsOf(best.us)), total_seconds: secondsOf(best.us) } : null;
}

/**
 * WakaTime's `stats` of a range. As there, `total_seconds` leaves out time in no known language, which
 * `total_seconds_including_other_language` has. `branches` come with a project alone.
 */
export function statsAnswer(
  range: CodingRange,
  { from, to }: Days,
  times: RangeTimes,
  owner: StatsOwner,
  wish: { today: string; branches: boolean; now: Date },
) {
  const totalUs = times.days.reduce((sum, day) => sum + day.us, 0);
  const otherUs = times.names.reduce(
    (sum, { dimension, name, us }) => sum + (dimension === "language" && name === "" ? us : 0),
    0,
  );
  const active = times.days.filter((day) => day.us > 0).length;
  const mean = averages(totalUs, otherUs, daysFrom(from, to).length, active);
  const branches = times.names.filter(({ dimension }) => dimension === "branch");
  const at = instantText(wish.now);
  return {
    data: {
      ...listsOf(times.names, owner.machineIds),
      ...(wish.branches ? { branches: listItems("branch", branches) } : {}),
      total_seconds: secondsOf(totalUs - otherUs),
      total_seconds_including_other_language: secondsOf(totalUs),
      human_readable_total: durationText(secondsOf(totalUs - otherUs)),
      human_readable_total_including_other_language: durationText(secondsOf(totalUs)),
      daily_average: mean.seconds,
      daily_average_including_other_language: mean.seconds_including_other_language,
      human_readable_daily_average: durationText(mean.seconds),
      human_readable_daily_average_including_other_language: durationText(mean.seconds_including_other_language),
      best_day: bestDay(times.days),
      days_including_holidays: mean.days_including_holidays,
      days_minus_holidays: mean.days_minus_holidays,
      holidays: mean.holidays,
      id: owner.statsId,
      range: range.name,
      human_readable_range: range.text,
      ...dayBounds(from, to, owner.timeZone),
      timezone: owner.timeZone,
      timeout: owner.timeoutS / 60,
      writes_only: owner.writesOnly,
      status: "ok",
      percent_calculated: 100,
      is_already_updating: false,
      is_stuck: false,
      is_including_today: from <= wish.today && to >= wish.today,
      is_up_to_date: true,
      is_up_to_date_pending_future: false,
      // To whoever has the key; cards that are made of this answer stay empty where it says no.
      is_coding_activity_visible: true,
      is_other_usage_visible: true,
      user_id: owner.userId,
      username: owner.username,
      created_at: at,
      modified_at: at,
    },
  };
}

/** WakaTime's `all_time_since_today`: everything from the first day on. */
export function allTimeAnswer(
  { totalUs, activeDays }: { totalUs: number; activeDays: number },
  { from, to }: Days,
  owner: Pick<StatsOwner, "timeZone" | "timeoutS">,
) {
  const seconds = secondsOf(totalUs);
  const { start, end } = dayBounds(from, to, owner.timeZone);
  return {
    data: {
      total_seconds: seconds,
      text: durationText(seconds),
      decimal: decimal(seconds),
      digital: digital(seconds),
      daily_average: activeDays > 0 ? Math.round(seconds / activeDays) : 0,
      is_up_to_date: true,
      percent_calculated: 100,
      range: {
        start,
        start_date: from,
        start_text: dayText(from),
        end,
        end_date: to,
        end_text: "Today",
        timezone: owner.timeZone,
      },
      timeout: owner.timeoutS / 60,
    },
  };
}
