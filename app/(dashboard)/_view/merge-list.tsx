import { ActionForm } from "@/components/ui/action-form";
import { Badge } from "@/components/ui/badge";
import { Empty } from "@/components/ui/empty";
import { FormError } from "@/components/ui/form-error";
import type { FormResult } from "@/components/ui/form-result";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ActivityNoun } from "@/db/activity-rows";
import type { MergeCandidate } from "@/db/merges";
import { type Format, formatDate, formatDuration } from "@/domain/units";
import { momentText } from "./field-text";
import { SOURCE_NAMES } from "./sources";
import { hrefOf } from "./split-off";
import { formatDistanceAs, speedKindOf } from "./sports";
import { joined } from "./words";

type Props = {
  /** The activity that stays, and how long it lasted. */
  into: { id: string; version: number; elapsedS: number };
  noun: ActivityNoun;
  candidates: readonly MergeCandidate[];
  format: Format;
  merge: (previous: FormResult, data: FormData) => Promise<FormResult>;
};

const WORDS: Record<ActivityNoun, { one: string; many: string }> = {
  run: { one: "run", many: "Runs" },
  workout: { one: "activity", many: "Activities" },
};

/** Which other activity is this one, too: the likeliest first, each with the button that makes the two one. */
export function MergeList({ into, noun, candidates, format, merge }: Props) {
  const { one, many } = WORDS[noun];
  return (
    <>
      <p className="max-w-[65ch] pb-2">
        When one {one} was recorded or written down twice, make the two one. This {one} keeps its page and what you set, and takes
        in all sources of the other, which leaves your lists and totals. You can split them again at any time.
      </p>
      <Section title={`${many} of these days`}>
        {candidates.length === 0 ? (
          <Empty title={`No other ${one} on these days`}>
            <p>What began on the same day, the day before or the day after is offered here.</p>
          </Empty>
        ) : (
          <ul className="grid gap-4">
            {candidates.map((candidate) => (
              <li key={candidate.id}>
                <ActionForm action={merge} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <input type="hidden" name="id" value={into.id} />
                  <input type="hidden" name="version" value={into.version} />
                  <input type="hidden" name="with" value={candidate.id} />
                  <SubmitButton variant="plain" pending="Merging…">
                    Merge
                    <span className="sr-only"> with {candidate.name}</span>
                  </SubmitButton>
                  <a href={hrefOf({ noun, id: candidate.id })}>{candidate.name}</a>
                  <span className="text-soft">{factsOf(candidate, format)}</span>
                  <Overlap into={into} candidate={candidate} />
                  <FormError />
                </ActionForm>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function factsOf(candidate: MergeCandidate, format: Format): string {
  const { locale } = format;
  const { sport, startPrecision, localDate, startAt, timeZone, distanceM, durationS, source } = candidate;
  const when = startPrecision === "day" ? formatDate(localDate, locale) : momentText(startAt, { locale, timeZone });
  const far = distanceM === null ? [] : [joined(formatDistanceAs(speedKindOf(sport), distanceM, format))];
  return [when, ...far, formatDuration(durationS).value, SOURCE_NAMES[source]].join(" · ");
}

function Overlap({ into, candidate }: { into: Props["into"]; candidate: MergeCandidate }) {
  if (candidate.overlapS <= 0 || candidate.startPrecision === "day") return null;
  const share = candidate.overlapS / Math.max(1, Math.min(into.elapsedS, candidate.elapsedS));
  const text = share >= 0.995 ? "Same time" : `${formatDuration(candidate.overlapS).value} at the same time`;
  return <Badge tone={share > 0.5 ? "good" : "plain"}>{text}</Badge>;
}
