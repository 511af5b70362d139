import type { Metadata } from "next";
import { HabitsOfToday } from "@/components/planning/habits-of-today";
import { FirstSteps } from "@/components/today/first-steps";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../_auth/visitor";
import { CodingToday } from "./_today/coding-today";
import { ConnectionNotices } from "./_today/connection-notices";
import { LastSession } from "./_today/last-session";
import { loadToday } from "./_today/load-today";
import { MoodToday, NextTasks } from "./_today/plan-today";
import { TodayFigures } from "./_today/today-figures";
import { LastRide, LastRun, RecentImports, WornShoes } from "./_today/today-lists";
import { WeeksChart } from "./_today/weeks-chart";
import { dayText } from "./_view/dates";
import { formatOf } from "./_view/visitor-format";
import { say } from "./habits/actions";
import { habitsToTick } from "./habits/habit-lines";

export const metadata: Metadata = { title: "Today" };

/** One screen: what is to be done and ticked, this week against last, the last run, coding; below it what is looked at less often. */
export default async function TodayPage() {
  const { visitor, actor } = await requireUser();
  const format = formatOf(visitor);
  const today = localDate(new Date(), visitor.timeZone);
  const loaded = await loadToday(actor, today, visitor);
  const props = { loaded, today, format, visitor };
  const empty = loaded.run === null && loaded.ride === null && loaded.session === null && loaded.coding.length === 0;
  const planned = loaded.openTasks > 0 || loaded.habits.length > 0 || loaded.reflection !== null;

  return (
    <>
      <PageHead
        title="Today"
        range={dayText(today, format.locale, "full")}
        action={
          empty ? undefined : (
            <ButtonLink href="/runs/new" variant="main" icon="plus">
              Add run
            </ButtonLink>
          )
        }
      />
      <ConnectionNotices connections={loaded.connections} />
      {empty && !planned ? <FirstSteps /> : null}
      <div className="today-plan">
        <NextTasks {...props} />
        <div>
          <MoodToday {...props} />
          {loaded.habits.length > 0 ? <HabitsOfToday lines={habitsToTick(loaded.habits, today, format)} say={say} /> : null}
        </div>
      </div>
      {empty ? null : <TodayFigures loaded={loaded} today={today} format={format} />}
      {empty && planned ? <FirstSteps /> : null}
      <div className="today-lasts">
        <LastRun {...props} />
        <CodingToday {...props} />
        <LastRide {...props} />
        <LastSession {...props} />
      </div>
      {loaded.run ? <WeeksChart days={loaded.days} today={today} format={format} /> : null}
      <div className="today-lasts">
        <WornShoes {...props} />
        <RecentImports {...props} />
      </div>
    </>
  );
}
