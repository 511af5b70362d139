import { ActionButton } from "@/components/ui/action-button";
import { Notice } from "@/components/ui/notice";
import { join, separate } from "../../strength/actions";

type Props = { ride: { id: string }; sessions: readonly { id: string; title: string }[] };

/** Says that an activity counts as a strength session, which tells of the same hour. */
export function TellsOfSession({ ride, sessions }: Props) {
  return sessions.map(({ id, title }) => (
    <Notice
      key={id}
      title={`This counts as the session “${title}”`}
      action={
        <ActionButton action={separate} undo={join} fields={{ id, workoutId: ride.id }} variant="quiet" pending="Separating…">
          Separate
        </ActionButton>
      }
    >
      <p>
        Both tell of the same hour, so lists and totals have it once, as{" "}
        <a href={`/strength/${encodeURIComponent(id)}`}>{title}</a>. This activity keeps its page and what the watch measured.
      </p>
    </Notice>
  ));
}
