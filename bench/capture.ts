import pg from "pg";

/** One statement as the application sent it. */
export type Sent = { name?: string; text: string; values?: unknown[] };

/** Notes every statement that this process sends while `work` runs, whoever sends it. */
export async function captureStatements(work: () => Promise<void>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function capture(this: pg.Client, ...args: unknown[]) {
    const first = args[0];
    if (typeof first === "string") sent.push({ text: first, values: Array.isArray(args[1]) ? args[1] : undefined });
    else if (first && typeof first === "object" && "text" in first) {
      const { name, text, values } = first as Sent;
      sent.push({ name, text, values: values ?? (Array.isArray(args[1]) ? args[1] : undefined) });
    }
    return Reflect.apply(original, this, args);
  } as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return sent;
}

/** Sends the statements again through plain `pg`, in their order and frames, `times` times over one connection. */
export async function replay(url: string, statements: readonly Sent[], times: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (let round = 0; round < times; round += 1) {
      for (const { name, text, values } of statements) {
        await (values ? client.query({ name, text, values }) : client.query(text));
      }
    }
  } finally {
    await client.end();
  }
}
