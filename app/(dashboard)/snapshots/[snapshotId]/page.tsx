import type { Metadata } from "next";
import { ActionButton } from "@/components/ui/action-button";
import { ActionForm } from "@/components/ui/action-form";
import { Facts } from "@/components/ui/facts";
import { TextField } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-layout";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { asUser } from "@/db/client";
import { getSnapshot, listSnapshots } from "@/db/snapshots";
import { requireUser } from "../../../_auth/visitor";
import { momentText } from "../../_view/moments";
import { orNotFound } from "../../_view/or-not-found";
import { uuidOf } from "../../_view/uuid-of";
import { formatOf } from "../../_view/visitor-format";
import { discard, rename } from "../actions";
import { nameOf, numberText, placeOf, snapshotTitle, thingText } from "../words";

export const metadata: Metadata = { title: "Snapshot" };

/** How everything was at one moment. */
export default async function SnapshotPage({ params }: { params: Promise<{ snapshotId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = uuidOf((await params).snapshotId);
  const load = asUser(actor, async (tx) => ({
    snapshot: await getSnapshot(tx, id),
    newest: (await listSnapshots(tx, { limit: 1 })).rows[0],
  }));
  const { snapshot, newest } = await orNotFound(load);
  const format = formatOf(visitor);
  return (
    <>
      <PageHead
        title={snapshotTitle(snapshot.name, format)}
        range={`${snapshot.kind === "nightly" ? "Taken by itself on" : "Taken on"} ${momentText(snapshot.takenAt, visitor)}`}
        back={{ href: "/snapshots", label: "Snapshots" }}
        action={
          newest && newest.id !== id ? <a href={`/snapshots/compare?a=${id}&b=${newest.id}`}>Compare with the newest</a> : null
        }
      />
      <div className="grid items-start gap-x-8 md:grid-cols-2">
        {Object.entries(snapshot.data.numbers).map(([area, numbers]) => (
          <Section key={area} title={nameOf(area)}>
            <Facts
              items={Object.entries(numbers).map(([name, value]) => ({
                label: nameOf(name),
                value: numberText(name, value, format),
              }))}
            />
          </Section>
        ))}
      </div>
      {Object.entries(snapshot.data.lists).map(([area, things]) =>
        things.length === 0 ? null : (
          <Section key={area} title={`${nameOf(area)}: ${things.length}`}>
            <ul className="day-facts">
              {things.map((thing) => (
                <li key={thing.id}>
                  <a href={placeOf(area, thing)} dir="auto">
                    {thing.name}
                  </a>{" "}
                  <span className="text-soft">{thingText(thing, format)}</span>
                </li>
              ))}
            </ul>
          </Section>
        ),
      )}
      <Section title="This snapshot">
        <ActionForm action={rename} key={snapshot.name}>
          <input type="hidden" name="id" value={id} />
          <TextField label="Name" name="name" defaultValue={snapshot.name} maxLength={100} required />
          <FormActions>
            <SubmitButton variant="plain" pending="Saving…">
              Rename
            </SubmitButton>
          </FormActions>
        </ActionForm>
        <div className="mt-4">
          <ActionButton action={discard} fields={{ id }} variant="danger" icon="trash">
            Delete snapshot
          </ActionButton>
        </div>
      </Section>
    </>
  );
}
