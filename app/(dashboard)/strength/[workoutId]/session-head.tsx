import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tabs } from "@/components/ui/tabs";
import type { Visitor } from "@/db/accounts";
import type { StrengthRow } from "@/db/strength-rows";
import { formatTime } from "@/domain/units";
import { dayText } from "../../_view/dates";
import { SOURCE_NAMES } from "../../_view/sources";
import { remove, undelete } from "../actions";

/** Day and clock of a session in its own zone, which is named where it is not the person's, and where it came from. */
export function sessionMoment(session: StrengthRow, { numberFormat, timeZone }: Visitor): string {
  const day = dayText(session.localDate, numberFormat, "full");
  const zone = session.timeZone === timeZone ? "" : ` (${session.timeZone})`;
  const clock = formatTime(session.startAt, numberFormat, session.timeZone);
  return `${day}, ${clock}${zone} · ${SOURCE_NAMES[session.source]}`;
}

/** The head of the pages of a session. */
export function SessionHead(props: { session: StrengthRow; visitor: Visitor; current: "session" | "history" }) {
  const { session, visitor, current } = props;
  const href = `/strength/${encodeURIComponent(session.id)}`;
  const gone = session.deletedAt !== null;
  return (
    <PageHead
      title={session.title}
      range={sessionMoment(session, visitor)}
      area="strength"
      back={{ href: "/strength", label: "Strength" }}
      action={
        current === "session" ? (
          <div className="flex items-center gap-2">
            {gone ? null : (
              <ButtonLink href={`${href}/edit`} variant="main" icon="edit">
                Edit
              </ButtonLink>
            )}
            <ActionForm action={gone ? undelete : remove} className="contents">
              <input type="hidden" name="id" value={session.id} />
              <SubmitButton variant={gone ? "main" : "quiet"} pending={gone ? "Bringing back…" : "Deleting…"}>
                {gone ? "Undelete" : "Delete"}
              </SubmitButton>
            </ActionForm>
          </div>
        ) : undefined
      }
      tabs={
        <Tabs
          label="This session"
          items={[
            { href, label: "Session", current: current === "session" },
            { href: `${href}/history`, label: "History", count: String(session.version), current: current === "history" },
          ]}
        />
      }
    />
  );
}
