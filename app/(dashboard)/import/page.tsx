import type { Metadata } from "next";
import { ImportForm } from "@/components/imports/import-form";
import { DataTable } from "@/components/table/data-table";
import type { Column } from "@/components/table/types";
import { Empty } from "@/components/ui/empty";
import { Facts } from "@/components/ui/facts";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { asUser } from "@/db/client";
import { countResultsOf, listImports, type ResultCounts } from "@/db/imports";
import { requireUser } from "../../_auth/visitor";
import { momentText } from "../_view/moments";
import { ANY_PROBLEM, filesText, PROBLEM_WORDS, resultsText, STATE_WORDS } from "./import-words";

export const metadata: Metadata = { title: "Import" };

/** The newest ones; older imports are part of the runs' own histories. */
const SHOWN = 100;

const COLUMNS: Column[] = [
  { key: "files", label: "Files", phone: "main" },
  { key: "when", label: "When", kind: "muted", phone: "detail" },
  { key: "state", label: "State", kind: "badge", phone: "side" },
  { key: "results", label: "Results", phone: "detail" },
];

/** Where files come in, and what was imported before. */
export default async function ImportPage({ searchParams }: { searchParams: Promise<{ problem?: string }> }) {
  const { visitor, actor } = await requireUser();
  const { problem } = await searchParams;
  const { imports, counts } = await asUser(actor, async (tx) => {
    const listed = await listImports(tx, SHOWN);
    return {
      imports: listed,
      counts: await countResultsOf(
        tx,
        listed.map(({ id }) => id),
      ),
    };
  });
  return (
    <>
      <PageHead title="Import" />
      {problem ? (
        <Notice tone="bad" title="These files were not imported">
          <p>{Object.hasOwn(PROBLEM_WORDS, problem) ? PROBLEM_WORDS[problem] : ANY_PROBLEM}</p>
        </Notice>
      ) : null}
      <ImportForm />
      <Section title="What can be imported">
        <Facts
          prose
          items={[
            {
              label: "Strava archive",
              value: "The whole zip file, as it is: activities with their recordings, and shoes.",
              note: "In Strava: Settings, My Account, Download or Delete Your Account, Request your archive.",
            },
            {
              label: "MapMyFitness",
              value: "The workout history as CSV, in miles or kilometres.",
              note: "At mapmyfitness.com/workout/export/csv, also for MapMyRun, MapMyRide and MapMyWalk.",
            },
            {
              label: "Hevy",
              value: "The workouts as CSV, in kilograms or pounds: strength sessions with their exercises and sets.",
              note: "In Hevy: Settings, Export & Import Data, Export Workouts. With Hevy Pro you can connect instead.",
            },
            {
              label: "WakaTime",
              value: "The data dumps of heartbeats and of daily totals as JSON, also gzipped or zipped.",
              note: "At wakatime.com/settings/account, Export. With WakaTime connected, it can be fetched by itself under Connections.",
            },
            {
              label: "Recordings",
              value: "FIT, GPX and TCX files, one by one, gzipped, in zip archives or a folder of them.",
              note: "The folder of a watch, or what Garmin Connect, Wahoo, Coros, Polar and others export.",
            },
          ]}
        />
        <p className="mt-3 max-w-text text-soft">
          The same file twice changes nothing. A run that comes from two sources becomes one. What you edited or deleted stays as
          you left it, and every import can be undone as a whole.
        </p>
      </Section>
      <Section title="Imports so far">
        {imports.length === 0 ? (
          <Empty title="Nothing imported yet" icon="tray">
            <p>Choose files above. What becomes of each of them is listed here.</p>
          </Empty>
        ) : (
          <DataTable
            label="Imports so far"
            columns={COLUMNS}
            rowHref="/import/{id}"
            rows={imports.map(({ id, files, createdAt, state }) => [
              id,
              filesText(files),
              momentText(createdAt, visitor),
              STATE_WORDS[state],
              resultsOf(counts.get(id), visitor.numberFormat),
            ])}
          />
        )}
      </Section>
    </>
  );
}

function resultsOf(counts: ResultCounts | undefined, locale: string): string | null {
  return (counts && resultsText(counts, locale)) || null;
}
