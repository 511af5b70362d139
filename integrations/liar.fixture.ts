import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Said = { status?: number; headers?: Record<string, string>; body: string | Buffer };

/** For tests: a provider that says whatever it is told to say, true or not. `says` is asked for every request. */
export type Liar = {
  origin: string;
  /** Paths with queries, in their order. */
  asked: string[];
  says: (url: URL, request: IncomingMessage, response: ServerResponse) => Said | null;
  stop: () => Promise<void>;
};

/** Starts one. An answer of null means that `says` writes it itself, or never does. */
export async function startLiar(): Promise<Liar> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", liar.origin);
    liar.asked.push(url.pathname + url.search);
    const said = liar.says(url, request, response);
    if (!said) return;
    response.writeHead(said.status ?? 200, { "content-type": "application/json", ...said.headers });
    response.end(said.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const liar: Liar = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    says: () => ({ status: 404, body: "{}" }),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return liar;
}
