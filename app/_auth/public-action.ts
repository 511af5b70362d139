import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { z } from "zod";
import type { FormResult } from "@/components/ui/form-result";
import { nobody } from "@/db/client";
import { plainWords } from "@/domain/plain-words";
import { Failure } from "@/lib/errors";
import { failed, formOf, issuesOf } from "./action";
import { recordFailure } from "./audit";
import { fromOwnPages } from "./origin";
import { type RequestFacts, requestFacts } from "./request";

type PublicAction<Schema extends z.ZodType> = {
  /** Name in the audit log. */
  name: string;
  schema: Schema;
  /** True where the verb itself writes down what it refuses. */
  audited?: boolean;
};

/**
 * The door for forms that strangers may send: our own page, zod, one verb, which answers where to go next. Whatever the verb writes
 * down about a success it writes itself, in its own transaction; refusals are written here.
 */
export function publicAction<Schema extends z.ZodType>(
  definition: PublicAction<Schema>,
  verb: (input: z.output<Schema>, facts: RequestFacts) => Promise<string>,
) {
  return async (_previous: FormResult, sent: FormData): Promise<FormResult> => {
    const started = performance.now();
    const form = formOf(sent);
    const facts = await requestFacts();
    let href: string;
    let handedOn = false;
    try {
      if (!fromOwnPages(await headers())) {
        throw new Failure("forbidden", "This form was not sent from Almanac's own page. Open the page anew and send it again.");
      }
      const fields = Object.fromEntries([...form.entries()].filter(([key]) => !key.startsWith("$ACTION")));
      const parsed = definition.schema.safeParse(fields, { error: plainWords });
      if (!parsed.success) throw new Failure("invalid", "Some fields need another look.", { fields: issuesOf(parsed.error) });
      handedOn = true;
      href = await verb(parsed.data, facts);
    } catch (error) {
      if (!definition.audited || !handedOn) {
        const entry = { action: definition.name, resource: null, resourceId: null, input: null, started };
        await recordFailure(nobody(facts.requestId, facts.ip, facts.userAgent), entry, error);
      }
      return failed(error, definition.name, facts.requestId, form);
    }
    redirect(href);
  };
}
