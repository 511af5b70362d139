import { ActionForm } from "@/components/ui/action-form";
import { Badge } from "@/components/ui/badge";
import { FormError } from "@/components/ui/form-error";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Visitor } from "@/db/accounts";
import type { MergeCandidate } from "@/db/merges";
import type { RunRow } from "@/db/run-rows";
import { type Format, formatDistance, formatDuration } from "@/domain/units";
import { momentText } from "../../../_view/field-text";
import { SOURCE_NAMES } from "../../../_view/sources";
import { joined } from "../../../_view/words";
import { merge } from "../../actions";

type Props = { run: RunRow; candidate: MergeCandidate; visitor: Visitor; format: Format };

/** A run that may be the same one, with the button that makes the two one. */
export function Candidate({ run, candidate, visitor, format }: Props) {
  const words = { locale: visitor.numberFormat, timeZone: candidate.timeZone };
  const facts = [
    momentText(candidate.startAt, words),
    joined(formatDistance(candidate.distanceM, format)),
    formatDuration(candidate.durationS).value,
    SOURCE_NAMES[candidate.source],
  ];
  const share = candidate.overlapS / Math.max(1, Math.min(run.elapsedS, candidate.elapsedS));
  return (
    <li>
      <ActionForm action={merge} className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <input type="hidden" name="id" value={run.id} />
        <input type="hidden" name="version" value={run.version} />
        <input type="hidden" name="with" value={candidate.id} />
        <a href={`/runs/${encodeURIComponent(candidate.id)}`}>{candidate.name}</a>
        <span className="text-soft">{facts.join(" · ")}</span>
        {share > 0 ? <Badge tone={share > 0.5 ? "good" : "plain"}>{overlapText(candidate.overlapS, share)}</Badge> : null}
        <SubmitButton variant="plain" pending="Merging…">
          Merge
        </SubmitButton>
        <FormError />
      </ActionForm>
    </li>
  );
}

function overlapText(overlapS: number, share: number): string {
  return share >= 0.995 ? "Same time" : `${formatDuration(overlapS).value} at the same time`;
}
