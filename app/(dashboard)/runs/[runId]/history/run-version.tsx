import { ActionButton } from "@/components/ui/action-button";
import { Badge } from "@/components/ui/badge";
import { Diff } from "@/components/ui/diff";
import { Facts } from "@/components/ui/facts";
import { Time } from "@/components/ui/time";
import type { RunRow } from "@/db/run-rows";
import type { RunVersion } from "@/db/run-versions";
import { diffRuns, labelOf, RUN_FIELDS, runValue } from "@/domain/run-fields";
import { restore, unrestore } from "../../actions";
import { type FieldWords, fieldText, momentText } from "../../field-text";

const KINDS: Record<RunVersion["changeType"], string> = {
  original: "Original",
  edit: "Edit",
  sync: "Sync",
  restore: "Restore",
  deletion: "Deletion",
  undeletion: "Undeletion",
  merge: "Merge",
  split: "Split",
};

const HANDS: Record<RunVersion["actor"], string> = { user: "you", import: "an import", sync: "a sync", job: "Almanac" };

type Props = { version: RunVersion; before: RunRow | null; now: RunRow; words: FieldWords; at: string };

/** One version: who, when, why, what changed, and the way back to it. */
export function RunVersionEntry({ version, before, now, words, at }: Props) {
  const { run } = version;
  const current = version.version === now.version;
  const moment = momentText(version.at, { locale: words.locale, timeZone: at });
  const changes = before ? diffRuns(before, run) : [];
  const same = diffRuns(run, now).every(({ field }) => field === "deletedAt");
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 pb-2">
        <Badge tone={current ? "good" : "plain"}>{current ? "Current" : KINDS[version.changeType]}</Badge>
        <span>
          {current ? `${KINDS[version.changeType]} by ` : "by "}
          {HANDS[version.actor]}, <Time iso={version.at.toISOString()}>{moment}</Time>
        </span>
        {version.reason ? <span className="text-soft">“{version.reason}”</span> : null}
        {current || same || now.deletedAt ? null : (
          <ActionButton
            action={restore}
            undo={unrestore}
            fields={{ id: now.id, to: String(version.version), from: String(now.version) }}
            variant="plain"
            icon="undo"
            pending="Restoring…"
          >
            {`Restore version ${version.version}`}
          </ActionButton>
        )}
      </div>
      {before === null ? (
        <div className="max-w-xl">
          <Facts
            items={RUN_FIELDS.flatMap(({ field }) => {
              const value = fieldText(field, runValue(run, field), words);
              return value === null ? [] : [{ label: labelOf(field), value }];
            })}
          />
        </div>
      ) : changes.length > 0 ? (
        <Diff
          fields={changes.map((change) => ({
            label: change.label,
            before: fieldText(change.field, change.before, words),
            after: fieldText(change.field, change.after, words),
          }))}
        />
      ) : (
        <p className="text-soft">No figure changed.</p>
      )}
    </>
  );
}
