import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/** A mail server that keeps what it is given; `refuse` makes it turn every letter away, `silent` keep it and hang up, `away` let nobody in. */
export async function startSmtp() {
  const letters: { to: string; data: string }[] = [];
  const state = { refuse: false, silent: false, away: false };
  const server = createServer((socket) => {
    let [to, data, reading, rest] = ["", "", false, ""];
    const say = (line: string) => socket.write(`${line}\r\n`);
    socket.on("error", () => undefined);
    if (state.away) return void socket.destroy();
    say("220 almanac.test ready");
    socket.on("data", (chunk) => {
      const lines = (rest + chunk.toString("utf8")).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (reading && line !== ".") data += `${line}\n`;
        else if (reading) {
          reading = false;
          letters.push({ to, data });
          data = "";
          if (state.silent) socket.destroy();
          else say("250 kept");
        } else if (/^EHLO/i.test(line)) say("250 almanac.test");
        else if (/^RCPT TO/i.test(line)) {
          to = /<([^>]*)>/.exec(line)?.[1] ?? "";
          say(state.refuse ? "550 nobody of that name" : "250 ok");
        } else if (/^DATA/i.test(line)) {
          reading = true;
          say("354 go on");
        } else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
        else say("250 ok");
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}?from=almanac@example.test`,
    letters,
    state,
    stop: async () => {
      server.close();
      await once(server, "close");
    },
  };
}
