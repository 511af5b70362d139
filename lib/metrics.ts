import { Counter, Gauge, Histogram, Registry } from "prom-client";

/**
 * Prometheus metrics. Next.js loads instrumentation and pages as separate copies of a module, so the registry lives on
 * `globalThis`: one process, one registry.
 */
type Metrics = {
  registry: Registry;
  queryDuration: Histogram<"operation">;
  slowQueries: Counter<"operation">;
  httpRequests: Counter<"method" | "route" | "status">;
  httpDuration: Histogram<"route">;
  importItems: Counter<"result">;
  syncs: Counter<"provider" | "outcome">;
  cdcBehind: Gauge;
  cdcLag: Gauge;
  cdcDrift: Gauge;
};

function create(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    queryDuration: new Histogram({
      name: "db_query_duration_seconds",
      help: "Time of one SQL statement as the application saw it, in seconds",
      labelNames: ["operation"],
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    slowQueries: new Counter({
      name: "db_slow_queries_total",
      help: "Statements slower than SLOW_QUERY_MS",
      labelNames: ["operation"],
      registers,
    }),
    httpRequests: new Counter({
      name: "http_requests_total",
      help: "Answers of route handlers and actions",
      labelNames: ["method", "route", "status"],
      registers,
    }),
    httpDuration: new Histogram({
      name: "http_request_duration_seconds",
      help: "Time from door to answer, in seconds",
      labelNames: ["route"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    importItems: new Counter({
      name: "import_items_total",
      help: "Files and rows imported, by result",
      labelNames: ["result"],
      registers,
    }),
    syncs: new Counter({
      name: "syncs_total",
      help: "Syncs by provider and outcome",
      labelNames: ["provider", "outcome"],
      registers,
    }),
    cdcBehind: new Gauge({
      name: "cdc_behind_bytes",
      help: "Bytes of the write-ahead log that the aggregates do not know yet",
      registers,
    }),
    cdcLag: new Gauge({
      name: "cdc_lag_seconds",
      help: "Seconds that the aggregates are behind the tables; 0 when they know all",
      registers,
    }),
    cdcDrift: new Gauge({
      name: "cdc_drifted_days",
      help: "Days that differed from a recount when last compared",
      registers,
    }),
  };
}

const store = globalThis as typeof globalThis & { almanacMetrics?: Metrics };

/** The process's metrics. */
export function metrics(): Metrics {
  store.almanacMetrics ??= create();
  return store.almanacMetrics;
}
