import type { CodingSource, SourceRule } from "@/domain/coding";
import type { Format } from "@/domain/units";
import { counted } from "../_view/words";

type DayOfSource = { date: string; source: CodingSource; counts: boolean };

export const SOURCE_WORDS: Record<CodingSource, string> = {
  heartbeats: "your editors",
  wakatime: "WakaTime",
  wakatime_dump: "a WakaTime data dump",
};

export const RULE_WORDS: Record<SourceRule, string> = {
  most: "the one that saw most of it counts",
  heartbeats: "your editors count",
  wakatime: "WakaTime counts",
};

/** Which source counts for the days shown, and the way to the rule. */
export function SourcesLine({ days, rule, format }: { days: readonly DayOfSource[]; rule: SourceRule; format: Format }) {
  const counting = new Map<CodingSource, number>();
  const told = new Map<string, number>();
  for (const { date, source, counts } of days) {
    told.set(date, (told.get(date) ?? 0) + 1);
    if (counts) counting.set(source, (counting.get(source) ?? 0) + 1);
  }
  if (counting.size === 0) return null;
  const several = [...told.values()].filter((sources) => sources > 1).length;
  const parts = [...counting].map(([source, count]) => `${counted(count, "day", format)} from ${SOURCE_WORDS[source]}`);
  return (
    <p className="mt-6 text-12 text-soft">
      Counted: {parts.join(", ")}.{" "}
      {several > 0 ? `Of ${counted(several, "day", format)} several sources tell; ${RULE_WORDS[rule]}, never two. ` : null}
      <a className="link" href="/coding/setup#rules">
        Rules of counting
      </a>
    </p>
  );
}
