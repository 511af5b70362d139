import { z } from "zod";

/** Numbers come as numbers; a compatible server may leave any of them out. */
const seconds = z.number().nonnegative();

/** Time of one day. Some servers count a moment twice, so it may be more than a day has; past months it is no time of a day at all. */
const daySeconds = seconds.max(10_000_000);

/** `GET users/current`. */
export const meSchema = z.object({
  data: z.object({
    id: z.string().regex(/^[\x21-\x7e]{1,100}$/),
    username: z.string().nullish(),
    display_name: z.string().nullish(),
    timezone: z.string().nullish(),
  }),
});

/** Something that time was spent on. Dumps of days nest the total. */
const share = z.object({
  name: z.string().nullish(),
  total_seconds: daySeconds.nullish(),
  grand_total: z.object({ total_seconds: daySeconds.nullish() }).nullish(),
});
const shares = z.array(share).nullish();

/** One day, as summaries, the status bar and dumps of days have it. */
export const daySchema = z.object({
  grand_total: z.object({ total_seconds: daySeconds }),
  categories: shares,
  languages: shares,
  editors: shares,
  operating_systems: shares,
  machines: shares,
  branches: shares,
  projects: z.array(share.extend({ branches: shares })).nullish(),
});
export type WakaTimeDay = z.output<typeof daySchema>;

const range = z.object({ date: z.string().nullish(), start: z.string().nullish(), timezone: z.string().nullish() }).nullish();
const rangedDay = daySchema.extend({ range });
export type RangedDay = z.output<typeof rangedDay>;

/** `GET users/current/summaries`. */
export const summariesSchema = z.object({ data: z.array(rangedDay) });

/** `GET users/current/status_bar/today`; all of `data` is kept. */
export const statusBarSchema = z.object({ data: rangedDay.loose() });

/** How far the answer of `stats` and `all_time_since_today` is; all of `data` is kept. */
export const statsSchema = z.object({
  data: z
    .object({
      is_up_to_date: z.boolean().nullish(),
      percent_calculated: z.number().nullish(),
      status: z.string().nullish(),
      total_seconds: seconds.nullish(),
    })
    .loose(),
});

/** The first day of all, as `all_time_since_today` tells it. */
export const firstDaySchema = z.object({ range: z.object({ start_date: z.iso.date() }) });

/** `GET users/current/user_agents` and `machine_names`: what the ids in a dump mean. */
export const namesSchema = z.object({
  data: z.array(z.object({ id: z.string().max(200), value: z.string().max(2_000).nullish() })),
  total_pages: z.number().nullish(),
});

/** `GET` and `POST users/current/data_dumps`. */
const dump = z.object({
  id: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  type: z.string().nullish(),
  status: z.string().nullish(),
  percent_complete: z.number().nullish(),
  download_url: z.string().nullish(),
  is_stuck: z.boolean().nullish(),
  has_failed: z.boolean().nullish(),
  expires: z.string().nullish(),
});
export type WakaTimeDump = z.output<typeof dump>;
export const dumpSchema = z.object({ data: dump });
export const dumpsSchema = z.object({ data: z.array(dump) });
