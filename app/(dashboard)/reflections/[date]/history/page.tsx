import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MOODS } from "@/components/planning/moods";
import { ActionButton } from "@/components/ui/action-button";
import { Section } from "@/components/ui/section";
import { asUser } from "@/db/client";
import { listReflectionVersions } from "@/db/reflection-edits";
import { getReflectionOf } from "@/db/reflections";
import type { Reflection } from "@/domain/reflections";
import type { FieldChange } from "@/domain/run-fields";
import { isLocalDate, localDate } from "@/domain/time-zones";
import { formatDate } from "@/domain/units";
import { requireUser } from "../../../../_auth/visitor";
import { VersionEntry } from "../../../_view/version-entry";
import { formatOf } from "../../../_view/visitor-format";
import { restore, unrestore } from "../../actions";
import { DayHead } from "../../day-head";

export const metadata: Metadata = { title: "History of a day" };

function textsOf(day: Reflection, locale: string): Record<string, string | null> {
  return {
    Date: formatDate(day.date, locale),
    Mood: day.mood === null ? null : (MOODS[day.mood] ?? null),
    Text: day.text || null,
    Links: [day.taskIds, day.goalIds, day.habitIds].some((ids) => ids.length > 0)
      ? `${day.taskIds.length} tasks, ${day.goalIds.length} goals, ${day.habitIds.length} habits`
      : null,
    Deleted: day.deletedAt ? "Yes" : null,
  };
}

function diffDays(before: Reflection | undefined, after: Reflection, locale: string): FieldChange[] {
  const was = before ? textsOf(before, locale) : {};
  return Object.entries(textsOf(after, locale)).flatMap(([label, text]) =>
    (was[label] ?? null) === text ? [] : [{ field: label, label, before: was[label] ?? null, after: text }],
  );
}

/** Every version of what was written of a day, and the way back to each. */
export default async function ReflectionHistoryPage({ params }: { params: Promise<{ date: string }> }) {
  const { date } = await params;
  const { visitor, actor } = await requireUser();
  if (!isLocalDate(date)) notFound();
  const { reflection, versions } = await asUser(actor, async (tx) => {
    const found = await getReflectionOf(tx, date);
    return { reflection: found, versions: found ? await listReflectionVersions(tx, found.id) : [] };
  });
  if (!reflection) notFound();
  const format = formatOf(visitor);
  const today = localDate(new Date(), visitor.timeZone);
  return (
    <>
      <DayHead date={date} today={today} reflection={reflection} current="history" locale={format.locale} />
      {versions.map((version, index) => (
        <Section key={version.version} title={`Version ${version.version}`} id={`v${version.version}`}>
          <VersionEntry
            version={version}
            current={version.version === reflection.version}
            changes={diffDays(versions[index + 1]?.reflection, version.reflection, format.locale)}
            words={{ ...format, timeZone: visitor.timeZone, shoes: new Map() }}
            timeZone={visitor.timeZone}
            restore={
              diffDays({ ...version.reflection, deletedAt: null }, reflection, format.locale).length > 0 ? (
                <ActionButton
                  action={restore}
                  undo={unrestore}
                  fields={{ id: reflection.id, to: String(version.version), from: String(reflection.version) }}
                  variant="plain"
                  icon="undo"
                  pending="Restoring…"
                >
                  {`Restore version ${version.version}`}
                </ActionButton>
              ) : null
            }
          />
        </Section>
      ))}
    </>
  );
}
