import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Diff } from "@/components/ui/diff";
import { Facts } from "@/components/ui/facts";
import { Time } from "@/components/ui/time";
import type { Version } from "@/db/history";
import type { FieldChange } from "@/domain/run-fields";
import { type FieldWords, fieldText, momentText } from "./field-text";

const KINDS: Record<Version["changeType"], string> = {
  original: "Original",
  edit: "Edit",
  sync: "Sync",
  restore: "Restore",
  deletion: "Deletion",
  undeletion: "Undeletion",
  merge: "Merge",
  split: "Split",
};

const HANDS: Record<Version["actor"], string> = { user: "you", import: "an import", sync: "a sync", job: "Almanac" };

type Props = {
  version: Omit<Version, "data">;
  current: boolean;
  /** From the version before; of the first one everything that it says, with nothing before. */
  changes: readonly FieldChange[];
  words: FieldWords;
  /** Whose clock the moment of the change is on. */
  timeZone: string;
  /** The way back to this version, where there is one. */
  restore?: ReactNode;
};

/** One version of an activity: who, when, why, what changed, and the way back to it. */
export function VersionEntry({ version, current, changes, words, timeZone, restore }: Props) {
  const kind = KINDS[version.changeType];
  const said = changes.map(({ field, label, before, after }) => ({
    label,
    before: fieldText(field, before, words),
    after: fieldText(field, after, words),
  }));
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 pb-2">
        <Badge tone={current ? "good" : "plain"}>{current ? "Current" : kind}</Badge>
        <span>
          {current ? `${kind} by ` : "by "}
          {HANDS[version.actor]},{" "}
          <Time iso={version.at.toISOString()}>{momentText(version.at, { locale: words.locale, timeZone })}</Time>
        </span>
        {version.reason ? <span className="text-soft">“{version.reason}”</span> : null}
        {restore}
      </div>
      {version.version === 1 ? (
        <div className="max-w-text">
          <Facts items={said.flatMap(({ label, after }) => (after === null ? [] : [{ label, value: after }]))} />
        </div>
      ) : said.length > 0 ? (
        <Diff fields={said} />
      ) : (
        <p className="text-soft">No figure changed.</p>
      )}
    </>
  );
}
