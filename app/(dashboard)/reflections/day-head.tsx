import { PageHead } from "@/components/ui/page-head";
import { Tabs } from "@/components/ui/tabs";
import type { Reflection } from "@/domain/reflections";
import { addDays } from "@/domain/time-zones";
import { dayText } from "../_view/dates";

type Props = { date: string; today: string; reflection: Reflection | null; current: "day" | "history"; locale: string };

/** A day's title with its neighbours and its history. */
export function DayHead({ date, today, reflection, current, locale }: Props) {
  const path = `/reflections/${date}`;
  return (
    <PageHead
      title={dayText(date, locale, "full")}
      area="mood"
      back={{ href: "/reflections", label: "Reflections" }}
      tabs={
        reflection ? (
          <Tabs
            label="Day"
            items={[
              { href: path, label: "Day", current: current === "day" },
              { href: `${path}/history`, label: "History", current: current === "history", count: String(reflection.version) },
            ]}
          />
        ) : undefined
      }
    >
      <nav className="week-nav" aria-label="Days">
        <a href={`/reflections/${addDays(date, -1)}`} rel="prev">
          Day before
        </a>
        {date < today ? (
          <a href={`/reflections/${addDays(date, 1)}`} rel="next">
            Day after
          </a>
        ) : null}
        <a href={`/timeline?day=${date}`}>Timeline</a>
      </nav>
    </PageHead>
  );
}
