import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { Diff } from "@/components/ui/diff";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { asUser } from "@/db/client";
import { getSnapshot } from "@/db/snapshots";
import { compareSchema, compareSnapshots, type NumberChange, type Snapshot, type ThingChange } from "@/domain/snapshots";
import type { Format } from "@/domain/units";
import { requireUser } from "../../../_auth/visitor";
import { momentText } from "../../_view/moments";
import { orNotFound } from "../../_view/or-not-found";
import { formatOf } from "../../_view/visitor-format";
import { differenceText, nameOf, numberText, placeOf, snapshotTitle, type Thing, valueText } from "../words";

export const metadata: Metadata = { title: "Compare snapshots" };

const KINDS = { added: "New", removed: "Gone", changed: "Changed" } as const;

/** Two moments side by side: what differs, nothing else. */
export default async function ComparePage({ searchParams }: { searchParams: Promise<Record<string, string | string[]>> }) {
  const { visitor, actor } = await requireUser();
  const { a, b } = await searchParams;
  const asked = compareSchema.safeParse({ a, b });
  if (!asked.success) notFound();
  const load = asUser(actor, async (tx) => [await getSnapshot(tx, asked.data.a), await getSnapshot(tx, asked.data.b)] as const);
  const [from, to] = await orNotFound(load);
  const format = formatOf(visitor);
  const { numbers, things } = compareSnapshots(from.data, to.data);
  const areas = [...new Set([...numbers, ...things].map(({ area }) => area))];
  return (
    <>
      <PageHead
        title="What changed"
        range={
          <>
            From <a href={`/snapshots/${from.id}`}>{snapshotTitle(from.name, format)}</a>, {momentText(from.takenAt, visitor)}, to{" "}
            <a href={`/snapshots/${to.id}`}>{snapshotTitle(to.name, format)}</a>, {momentText(to.takenAt, visitor)}
          </>
        }
        back={{ href: "/snapshots", label: "Snapshots" }}
        action={<a href={`/snapshots/compare?a=${to.id}&b=${from.id}`}>The other way round</a>}
      />
      {areas.length === 0 ? (
        <Empty title="Nothing differs" icon="camera">
          <p>Between these two moments nothing that snapshots keep has changed.</p>
        </Empty>
      ) : null}
      {areas.map((area) => (
        <Section key={area} title={nameOf(area)}>
          <Numbers numbers={numbers.filter((one) => one.area === area)} format={format} />
          <ul className="day-facts">
            {things
              .filter((one) => one.area === area)
              .map((thing) => (
                <ThingLine key={thing.id} thing={thing} now={thingOf(to, thing) ?? thingOf(from, thing)} format={format} />
              ))}
          </ul>
        </Section>
      ))}
    </>
  );
}

function Numbers({ numbers, format }: { numbers: NumberChange[]; format: Format }) {
  if (numbers.length === 0) return null;
  return (
    <Diff
      fields={numbers.map(({ name, a, b, difference }) => ({
        label: nameOf(name),
        before: numberText(name, a, format),
        after: numberText(name, b, format),
        note: differenceText(name, difference, format) ?? undefined,
      }))}
    />
  );
}

function thingOf(snapshot: Snapshot, { area, id }: ThingChange): Thing | undefined {
  return snapshot.data.lists[area]?.find((thing) => thing.id === id);
}

function ThingLine({ thing, now, format }: { thing: ThingChange; now: Thing | undefined; format: Format }) {
  const fields = thing.fields.map(
    ({ name, a, b }) => `${nameOf(name).toLowerCase()} ${valueText(name, a, format, now)} → ${valueText(name, b, format, now)}`,
  );
  return (
    <li>
      <Badge tone={thing.kind === "added" ? "good" : "plain"}>{KINDS[thing.kind]}</Badge>{" "}
      <a href={placeOf(thing.area, thing)} dir="auto">
        {thing.name}
      </a>{" "}
      <span className="text-soft">{fields.join(", ")}</span>
    </li>
  );
}
