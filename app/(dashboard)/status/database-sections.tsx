import { DataTable } from "@/components/table/data-table";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/section";
import type { IndexUse, TableCare } from "@/db/status-care";
import type { Statement } from "@/db/status-extensions";
import { formatNumber } from "@/domain/units";
import { formatBytes } from "../_view/bytes";
import { counted, joined } from "../_view/words";
import { careCells, careColumns, indexCells, indexColumns, statementCells, statementColumns, unusedIndexes } from "./care-rows";

const LARGEST = 15;

/** How autovacuum is set for busy tables and how far each is from its next turn. */
export function CareSection({ tables, locale }: { tables: readonly TableCare[]; locale: string }) {
  return (
    <Section title="Autovacuum" aside={<span className="text-soft">rows so far, of those at which it comes</span>}>
      <DataTable label="Autovacuum" columns={careColumns} rows={careCells(tables, locale)} />
    </Section>
  );
}

/** The largest indexes and those that nothing uses. */
export function IndexSection({ indexes, locale }: { indexes: readonly IndexUse[]; locale: string }) {
  const unused = unusedIndexes(indexes);
  const size = joined(
    formatBytes(
      unused.reduce((sum, { bytes }) => sum + bytes, 0),
      locale,
    ),
  );
  return (
    <Section
      title="Indexes"
      aside={
        <span className="text-soft">
          the largest {LARGEST} of {formatNumber(indexes.length, locale)}
        </span>
      }
    >
      <DataTable label="Indexes" columns={indexColumns} rows={indexCells(indexes.slice(0, LARGEST), locale)} />
      <p className="mt-2 text-12 text-soft">
        {unused.length === 0
          ? "All of them were used since statistics began, or keep a rule."
          : `${counted(unused.length, "index", { locale }, "indexes")} of ${size} were not used since statistics began and keep no rule: ${unused.map(({ name }) => name).join(", ")}.`}
      </p>
    </Section>
  );
}

/** The slowest statements as the server counts them. */
export function SlowSection({ statements, locale }: { statements: readonly Statement[] | null; locale: string }) {
  return (
    <Section title="Slowest statements of the database" aside={<span className="text-soft">by mean time</span>}>
      {statements && statements.length > 0 ? (
        <DataTable label="Slowest statements" columns={statementColumns} rows={statementCells(statements, locale)} />
      ) : (
        <Empty title="Nobody counts them" icon="pulse">
          <p>
            The server needs the extension pg_stat_statements, and the role almanac_auditor the right to read it.{" "}
            <code>npm run doctor</code> says how.
          </p>
        </Empty>
      )}
    </Section>
  );
}
