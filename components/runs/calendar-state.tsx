import { ActionButton } from "@/components/ui/action-button";
import { Badge } from "@/components/ui/badge";
import type { FormAction } from "@/components/ui/form-result";
import { Section } from "@/components/ui/section";
import type { CalendarState as State } from "@/domain/calendar";

type Props = { runId: string; state: State | null; retry: FormAction };

/** How a run stands in the person's calendar; nothing where no calendar is connected. */
export function CalendarState({ runId, state, retry }: Props) {
  if (!state) return null;
  return (
    <Section title="Calendar">
      {state.status === "synced" ? (
        <p className="text-soft">It is in your Google calendar as it is here.</p>
      ) : state.status === "pending" ? (
        <p className="text-soft">
          {state.eventId ? "The event in your Google calendar follows in a moment." : "Your Google calendar gets it in a moment."}
        </p>
      ) : (
        <div className="grid justify-items-start gap-2">
          <p>
            <Badge tone="warn">Not in step</Badge> {state.error} Almanac tries again by itself a few times.
          </p>
          <ActionButton action={retry} fields={{ id: runId }} pending="Asking…">
            Try again now
          </ActionButton>
        </div>
      )}
    </Section>
  );
}
