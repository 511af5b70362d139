import type { Metadata } from "next";
import { DataTable } from "@/components/table/data-table";
import { Figure, Figures } from "@/components/ui/figure";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { measureCdcLag } from "@/db/cdc-lag";
import { getCdcStatus } from "@/db/cdc-state";
import { asOwner } from "@/db/client";
import { readiness } from "@/db/health";
import { listJobFailures, listJobs } from "@/db/schedules";
import { getServer, listTables, poolStatus } from "@/db/status";
import { listIndexes, listTableCare } from "@/db/status-care";
import { listSlowStatements, measureBloat } from "@/db/status-extensions";
import { formatNumber } from "@/domain/units";
import { env } from "@/lib/env";
import { version } from "@/package.json";
import { requireOwner } from "../../_auth/visitor";
import { formatBytes } from "../_view/bytes";
import { momentText } from "../_view/moments";
import { ChangesSection } from "./changes-section";
import { CareSection, IndexSection, SlowSection } from "./database-sections";
import { measuredOperations } from "./operations";
import { operationCells, operationColumns, tableCells, tableColumns } from "./rows";
import { SchedulesSection } from "./schedules-section";

export const metadata: Metadata = { title: "Status" };

const BUSIEST = 12;
const SLOWEST = 10;
const FAILURES = 20;

/** How this Almanac is doing, for the owner. */
export default async function StatusPage() {
  const { visitor, actor } = await requireOwner();
  const now = new Date();
  const locale = visitor.numberFormat;
  const { server, tables, care, indexes, changes, lag, jobs, failures } = await asOwner(actor, async (tx) => ({
    server: await getServer(tx),
    tables: await listTables(tx),
    care: await listTableCare(tx, BUSIEST),
    indexes: await listIndexes(tx),
    changes: await getCdcStatus(tx),
    lag: await measureCdcLag(tx),
    jobs: await listJobs(tx),
    failures: await listJobFailures(tx, FAILURES),
  }));
  const bloat = await measureBloat(actor);
  const statements = await listSlowStatements(actor, SLOWEST);
  const ready = await readiness();
  const pool = poolStatus();
  const operations = await measuredOperations();
  const size = formatBytes(server.databaseBytes, locale);
  const whole = (value: number) => formatNumber(value, locale);
  return (
    <>
      <PageHead title="Status" range={`As of ${momentText(now, visitor)}`} />
      {ready.ready ? null : (
        <Notice tone="bad" title={`Not ready: ${ready.reason}`}>
          Run <code>npm run doctor</code>; it says what to mend.
        </Notice>
      )}
      <Figures label="This Almanac">
        <Figure
          label="Almanac"
          value={version}
          delta={`since ${momentText(new Date(now.getTime() - process.uptime() * 1000), visitor)}`}
        />
        <Figure
          label="PostgreSQL"
          value={server.version.split(" ")[0] ?? ""}
          delta={`since ${momentText(server.startedAt, visitor)}`}
        />
        <Figure label="Database" {...size} />
        <Figure label="Migrations" value={ready.ready ? "Current" : "Behind"} />
        <Figure
          label="Connections"
          value={`${whole(server.connections)} of ${whole(server.maxConnections)}`}
          delta={`here ${pool.inUse} busy, ${pool.idle} idle, ${pool.waiting} waiting`}
        />
      </Figures>
      <Section title="Tables" aside={<span className="text-soft">rows as the server estimates them</span>}>
        <DataTable label="Tables" columns={tableColumns} rows={tableCells(tables, bloat, now, locale)} />
        <p className="mt-2 text-12 text-soft">
          {bloat
            ? "Empty is the share of a table's bytes that holds nothing, freed or of dead rows; new rows fill it again."
            : "How much of each table is empty nobody can tell here: the extension pgstattuple is missing or may not be asked."}
        </p>
      </Section>
      <ChangesSection status={changes} lag={lag} visitor={visitor} />
      <SchedulesSection jobs={jobs} failures={failures} visitor={visitor} />
      <CareSection tables={care} locale={locale} />
      <IndexSection indexes={indexes} locale={locale} />
      <SlowSection statements={statements} locale={locale} />
      <Section
        title="Statements of this server process"
        aside={<span className="text-soft">slow: over {whole(env().SLOW_QUERY_MS)} ms</span>}
      >
        <DataTable label="Statements" columns={operationColumns} rows={operationCells(operations, locale)} />
        <p className="mt-2 text-12 text-soft">
          Counted since the process started. The same figures, with histograms, are at{" "}
          <a className="underline" href="/api/metrics">
            /api/metrics
          </a>
          ; slow statements are in the log with their request ids.
        </p>
      </Section>
    </>
  );
}
