import { type Errand, runErrand } from "./token-courier";

/** A process that runs one errand, read from standard input. It outlives whoever sent it. */
let text = "";
for await (const chunk of process.stdin.setEncoding("utf8")) text += chunk;
const outcome = await runErrand(JSON.parse(text) as Errand);
process.stdout.on("error", () => undefined);
process.stdout.write(JSON.stringify(outcome));
