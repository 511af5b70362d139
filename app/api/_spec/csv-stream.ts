import { csvLine } from "@/domain/csv";

/** Rows that one transaction reads; the stream holds no more of them at once. */
export const CSV_PAGE = 500;

/**
 * A CSV file that is read page by page while it is sent, each page in a transaction of its own.
 * @param read answers the lines of the page after a cursor and the cursor of the next
 */
export function csvResponse(
  file: string,
  header: readonly string[],
  read: (next: string | undefined) => Promise<{ lines: (readonly unknown[])[]; next: string | null }>,
): Response {
  const encoder = new TextEncoder();
  let next: string | undefined;
  let begun = false;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const page = await read(next);
      const lines = begun ? page.lines : [header, ...page.lines];
      begun = true;
      controller.enqueue(encoder.encode(lines.map(csvLine).join("")));
      if (page.next === null) controller.close();
      else next = page.next;
    },
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${file}"`,
      "cache-control": "private, no-store",
    },
  });
}
