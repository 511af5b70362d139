import { Transform } from "node:stream";
import { createTransport } from "nodemailer";
import { env } from "@/lib/env";

/** A letter: plain text always, HTML beside it; `unsubscribe` is the address that ends such letters with one click. */
type Letter = { to: string; subject: string; text: string; html: string; unsubscribe: string };

const TIMEOUT_MS = 20_000;

/** Whether letters can be sent from here at all. */
export const canSendMail = () => env().SMTP_URL !== undefined;

/** Who letters are from: `?from=` of SMTP_URL, else its user where that is an address, else almanac at our own host. */
function sender(smtp: URL): string {
  const said = smtp.searchParams.get("from");
  const user = decodeURIComponent(smtp.username);
  return `Almanac <${said ?? (user.includes("@") ? user : `almanac@${new URL(env().APP_URL).hostname}`)}>`;
}

/** The letter was given to the server, and what became of it was not heard: it may have been sent. */
export class MaybeSent extends Error {}

/**
 * Sends a letter over SMTP_URL. @throws Error when the server did not take it: it certainly was not sent | {@link MaybeSent} when the
 * connection broke off after the letter had begun to leave
 */
export async function sendMail({ to, subject, text, html, unsubscribe }: Letter): Promise<void> {
  const { SMTP_URL } = env();
  if (!SMTP_URL) throw new Error("SMTP_URL is not set.");
  const smtp = new URL(SMTP_URL);
  const from = sender(smtp);
  smtp.searchParams.delete("from");
  const transport = createTransport({
    host: smtp.hostname,
    port: Number(smtp.port) || (smtp.protocol === "smtps:" ? 465 : 587),
    secure: smtp.protocol === "smtps:",
    ...(smtp.username ? { auth: { user: decodeURIComponent(smtp.username), pass: decodeURIComponent(smtp.password) } } : {}),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  let leaving = false;
  transport.use("stream", ({ message }, done) => {
    message.transform(
      new Transform({
        transform(piece, _encoding, pass) {
          leaving = true;
          pass(null, piece);
        },
      }),
    );
    done();
  });
  try {
    await transport.sendMail({
      from,
      // An object, so that nothing in an address is read as more addresses.
      to: { name: "", address: to },
      subject,
      text,
      html,
      headers: { "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } catch (error) {
    // A number is what the server answered: it said no.
    const answered = error instanceof Error && "responseCode" in error && typeof error.responseCode === "number";
    throw leaving && !answered ? new MaybeSent(String(error)) : error;
  } finally {
    transport.close();
  }
}
