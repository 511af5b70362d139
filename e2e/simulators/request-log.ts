/** One request as it came in; `route` is its pattern, so that ids do not split the counts. */
export type LoggedRequest = {
  at: number;
  method: string;
  path: string;
  query: string;
  route: string;
  status: number | undefined;
};

export type RequestLog = ReturnType<typeof createRequestLog>;

/** Remembers what was asked; tests prove "exactly one refresh" and "at most three requests" with it. */
export function createRequestLog() {
  let list: LoggedRequest[] = [];
  let inFlight = 0;
  let maxInFlight = 0;
  return {
    begin(request: Omit<LoggedRequest, "status">): LoggedRequest {
      const entry: LoggedRequest = { ...request, status: undefined };
      list.push(entry);
      inFlight += 1;
      maxInFlight = Math.max(maxInFlight, inFlight);
      return entry;
    },
    end(entry: LoggedRequest, status: number | undefined) {
      entry.status = status;
      inFlight -= 1;
    },
    /** All requests in the order they came, or those whose path contains `part`. */
    list: (part = ""): LoggedRequest[] => list.filter((entry) => entry.path.includes(part)),
    count: (part = "", method?: string): number =>
      list.filter((entry) => entry.path.includes(part) && (method === undefined || entry.method === method)).length,
    /** Requests per route, such as `GET /api/v3/activities/:id`. */
    counts(): Record<string, number> {
      const counts: Record<string, number> = {};
      for (const { method, route } of list) counts[`${method} ${route}`] = (counts[`${method} ${route}`] ?? 0) + 1;
      return counts;
    },
    /** The most requests that were under way at one moment. */
    maxInFlight: () => maxInFlight,
    clear() {
      list = [];
      maxInFlight = inFlight;
    },
  };
}
