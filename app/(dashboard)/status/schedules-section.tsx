import { DataTable } from "@/components/table/data-table";
import type { Column, RowCells } from "@/components/table/types";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/section";
import type { Visitor } from "@/db/accounts";
import type { JobFailure, JobStatus } from "@/db/schedules";
import { jobName, sourceName, whatJobDid, whyJobFailed } from "@/domain/job-words";
import { formatNumber } from "@/domain/units";
import { momentText } from "../_view/moments";

const jobColumns: Column[] = [
  { key: "job", label: "Job", phone: "main" },
  { key: "done", label: "Last done", phone: "side" },
  { key: "source", label: "By" },
  { key: "took", label: "Took", unit: "ms", align: "end", phone: "hide" },
  { key: "did", label: "What it did", phone: "hide" },
];

const failureColumns: Column[] = [
  { key: "job", label: "Failure", phone: "main" },
  { key: "when", label: "When", phone: "side" },
  { key: "why", label: "Why" },
  { key: "next", label: "Then" },
];

function jobCells(jobs: readonly JobStatus[], visitor: Visitor): RowCells[] {
  return jobs.map(({ job, doneAt, source, ms, summary, brokenOff }) => [
    job,
    jobName(job),
    doneAt ? momentText(doneAt, visitor) : "not yet",
    brokenOff ? "Broken off, tried again" : source ? sourceName(source) : null,
    ms === null ? null : formatNumber(ms, visitor.numberFormat),
    whatJobDid(summary) || null,
  ]);
}

function failureCells(failures: readonly JobFailure[], visitor: Visitor): RowCells[] {
  const then = ({ madeGood, nextAt, attempts }: JobFailure) => {
    if (madeGood) return "Went well later";
    return nextAt ? `Again ${momentText(nextAt, visitor)}` : `Given up after ${attempts} tries, until it is due again`;
  };
  return failures.map((failure) => [
    `${failure.job} ${failure.failedAt.toISOString()}`,
    jobName(failure.job),
    momentText(failure.failedAt, visitor),
    whyJobFailed(failure.code, failure.said),
    then(failure),
  ]);
}

/** What is due by the clock: whose schedule did it last, and what failed. */
export function SchedulesSection({
  jobs,
  failures,
  visitor,
}: {
  jobs: readonly JobStatus[];
  failures: readonly JobFailure[];
  visitor: Visitor;
}) {
  const left = jobs.filter(({ pgCron }) => pgCron !== null);
  return (
    <Section
      title="Schedules"
      aside={<span className="text-soft">{left.length > 0 ? "pg_cron and the worker" : "without pg_cron"}</span>}
    >
      {jobs.length > 0 ? (
        <DataTable label="Schedules" columns={jobColumns} rows={jobCells(jobs, visitor)} />
      ) : (
        <Empty title="Nothing has run yet" icon="pulse">
          <p>
            Start the worker, or let a scheduler call <code>/api/cron</code>.
          </p>
        </Empty>
      )}
      {failures.length > 0 ? (
        <div className="mt-4">
          <DataTable label="Failures of the last week" columns={failureColumns} rows={failureCells(failures, visitor)} />
        </div>
      ) : (
        <p className="mt-2 text-12 text-soft">Nothing has failed in the last week.</p>
      )}
    </Section>
  );
}
