import { type CsvValue, csvLine } from "@/lib/csv";

type Batch = { lines: CsvValue[][]; next: string | null };

/** A CSV file that is written as its batches are read; no transaction stays open between them. */
export function csvResponse(name: string, head: readonly string[], read: (next: string | undefined) => Promise<Batch>): Response {
  const encoder = new TextEncoder();
  let next: string | null | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(csvLine(head)));
    },
    async pull(controller) {
      if (next === null) return controller.close();
      const batch = await read(next);
      next = batch.next;
      if (batch.lines.length > 0) controller.enqueue(encoder.encode(batch.lines.map(csvLine).join("")));
      if (next === null) controller.close();
    },
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.csv"`,
      "cache-control": "private, no-store",
    },
  });
}

/** The parameters of an address as pages get them. */
export function paramsOf(query: URLSearchParams): Record<string, string[]> {
  return Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
}
