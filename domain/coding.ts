/** Words of the coding statistics that the database knows too. */

/** Who tells of a day: editors (heartbeats that Almanac keeps), WakaTime or a compatible server over its API, or a data dump of totals. */
export const CODING_SOURCES = ["heartbeats", "wakatime", "wakatime_dump"] as const;
export type CodingSource = (typeof CODING_SOURCES)[number];

/** Which source counts where several tell of a day: the one that saw most of it, or a favourite wherever it tells of the day. */
export const SOURCE_RULES = ["most", "heartbeats", "wakatime"] as const;
export type SourceRule = (typeof SOURCE_RULES)[number];

/** The statistics of WakaTime that are kept as it told them. */
export const STATS_TYPES = ["today", "last_7_days", "last_30_days", "all_time", "languages", "projects"] as const;
export type StatsType = (typeof STATS_TYPES)[number];
