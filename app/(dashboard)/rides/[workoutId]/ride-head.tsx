import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tabs } from "@/components/ui/tabs";
import type { Visitor } from "@/db/accounts";
import type { WorkoutRow } from "@/db/workout-rows";
import { formatTime } from "@/domain/units";
import { dayText } from "../../_view/dates";
import { SPORT_NAMES } from "../../_view/sports";
import { remove, undelete } from "../actions";

/** Day and clock of a ride in its own zone, which is named where it is not the person's. */
export function rideMoment(ride: WorkoutRow, { numberFormat, timeZone }: Pick<Visitor, "numberFormat" | "timeZone">): string {
  const day = dayText(ride.localDate, numberFormat, "full");
  if (ride.startPrecision === "day") return day;
  const zone = ride.timeZone === timeZone ? "" : ` (${ride.timeZone})`;
  return `${day}, ${formatTime(ride.startAt, numberFormat, ride.timeZone)}${zone}`;
}

/** The head of the pages of a ride. */
export function RideHead({ ride, visitor, current }: { ride: WorkoutRow; visitor: Visitor; current: "ride" | "history" }) {
  const href = `/rides/${encodeURIComponent(ride.id)}`;
  const gone = ride.deletedAt !== null;
  return (
    <PageHead
      title={ride.title}
      range={`${rideMoment(ride, visitor)} · ${SPORT_NAMES[ride.sport]}`}
      area="rides"
      back={{ href: "/rides", label: "Rides" }}
      action={
        current === "ride" ? (
          <div className="flex items-center gap-2">
            {gone ? null : (
              <ButtonLink href={`${href}/edit`} variant="main" icon="edit">
                Edit
              </ButtonLink>
            )}
            <ActionForm action={gone ? undelete : remove} className="contents">
              <input type="hidden" name="id" value={ride.id} />
              <SubmitButton variant={gone ? "main" : "quiet"} pending={gone ? "Bringing back…" : "Deleting…"}>
                {gone ? "Undelete" : "Delete"}
              </SubmitButton>
            </ActionForm>
          </div>
        ) : undefined
      }
      tabs={
        <Tabs
          label="This activity"
          items={[
            { href, label: "Activity", current: current === "ride" },
            { href: `${href}/history`, label: "History", count: String(ride.version), current: current === "history" },
          ]}
        />
      }
    />
  );
}
