import { asUser } from "@/db/client";
import { EXPORTED, type ExportedTable, exportRows } from "@/db/export";
import { requireUser } from "../../../../_auth/visitor";

type Rows = { rows: string[]; next: string | null };

/** All of one's own rows as one JSON file: an object with an array per table. Written as it is read, batch by batch. */
export async function GET(): Promise<Response> {
  const { visitor, actor } = await requireUser();
  const encoder = new TextEncoder();
  async function* parts(): AsyncGenerator<string> {
    yield `{"name":${JSON.stringify(visitor.name)}`;
    for (const table of Object.keys(EXPORTED) as ExportedTable[]) {
      yield `,\n"${table}":[`;
      let after: string | null = null;
      let first = true;
      do {
        const from: string | null = after;
        const read: Rows = await asUser(actor, (tx) => exportRows(tx, table, from));
        if (read.rows.length > 0) yield `${first ? "\n" : ",\n"}${read.rows.join(",\n")}`;
        first = false;
        after = read.next;
      } while (after !== null);
      yield "]";
    }
    yield "}\n";
  }
  const source = parts();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await source.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await source.return(undefined);
    },
  });
  return new Response(stream, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": 'attachment; filename="almanac.json"',
      "cache-control": "private, no-store",
    },
  });
}
