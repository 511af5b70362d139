/** Stable keys for parts that are all alike. */
function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `part-${index}`);
}

/** Lines of text to come. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div className="skeleton" role="status" aria-label="Loading">
      {names(lines).map((line) => (
        <span key={line} className="bone" />
      ))}
    </div>
  );
}

/** A table to come, with the heights of a table. */
export function SkeletonTable({ rows, columns }: { rows: number; columns: number }) {
  return (
    <div className="skeleton-table" role="status" aria-label="Loading">
      {names(rows + 1).map((row) => (
        <div key={row} className="skeleton-row">
          {names(columns).map((column) => (
            <span key={column} className="bone" />
          ))}
        </div>
      ))}
    </div>
  );
}

/** A whole page to come: head, figures, chart and table in the sizes they will have. */
export function SkeletonPage({ rows = 12, figures = 4, chart = false }: { rows?: number; figures?: number; chart?: boolean }) {
  return (
    <div role="status" aria-label="Loading">
      <div className="skeleton-head">
        <span className="bone" />
        <span className="bone" />
      </div>
      <div className="figures" aria-hidden="true">
        {names(figures).map((figure) => (
          <div key={figure} className="figure">
            <span className="bone" />
            <span className="bone" />
          </div>
        ))}
      </div>
      {chart ? <div className="skeleton-chart" /> : null}
      <SkeletonTable rows={rows} columns={5} />
    </div>
  );
}
