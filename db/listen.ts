import pg from "pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

const RETRY_MS = 3_000;

/**
 * Hears notifications on a channel, over a direct connection of its own (they do not pass a pooler). A lost connection is opened
 * again; what was said meanwhile is missed, so whoever listens looks for work now and then as well.
 */
export function listen(channel: string, hear: (payload: string) => void): { close(): Promise<void> } {
  if (!/^[a-z_]+$/.test(channel)) throw new Error(`not a channel: ${channel}`);
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const again = () => {
    client = null;
    if (closed || timer) return;
    timer = setTimeout(() => {
      timer = null;
      void open();
    }, RETRY_MS);
    timer.unref();
  };
  const open = async () => {
    const next = new pg.Client({
      connectionString: env().DATABASE_DIRECT_URL ?? env().DATABASE_URL,
      application_name: "almanac listen",
      keepAlive: true,
    });
    next.on("notification", ({ payload }) => hear(payload ?? ""));
    next.on("error", (error) => log().warn({ error: error.message }, "the connection that listens was lost"));
    next.once("end", again);
    try {
      await next.connect();
      await next.query(`listen ${channel}`);
      client = next;
      // Something may have been said before we listened.
      hear("");
    } catch (error) {
      log().warn({ error: String(error) }, "listening for work is not possible yet");
      await next.end().catch(() => undefined);
      again();
    }
  };
  void open();

  return {
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
