import "server-only";
import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { z } from "zod";
import type { FormResult } from "@/components/ui/form-result";
import type { Visitor } from "@/db/accounts";
import { type Actor, asUser, type Tx } from "@/db/client";
import { plainWords } from "@/domain/plain-words";
import { Failure, type FieldError } from "@/lib/errors";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { again } from "./again";
import { allowedInput, type Entry, recordFailure, recordSuccess } from "./audit";
import { fromOwnPages } from "./origin";
import { requestFacts } from "./request";
import { actorOf, currentVisitor } from "./visitor";

/** What a verb answers: words for the toast, where to go next, which pages to draw anew. */
export type Outcome = {
  message?: string;
  /** A secret that is shown once (a new API key). */
  secret?: string;
  /** What the way back needs beside what was sent: fields for its form. */
  undo?: Record<string, string>;
  /** The resource's id, for the audit row. */
  id?: string;
  /** Where the form goes after success. */
  href?: string;
  /** The server sends the browser there itself, because the page that asked can no longer be drawn (the session has ended). */
  leave?: boolean;
  revalidate?: string[];
  /** What is told to others once the change is committed; it must not throw. */
  after?: () => Promise<void>;
};

/** A server action: works behind `useActionState` and as a plain form's or button's action. */
export type UserAction = {
  (previous: FormResult, data: FormData): Promise<FormResult>;
  (data: FormData): Promise<FormResult>;
};

export type ActionDefinition<Schema extends z.ZodType, First = unknown> = {
  /** Name in the audit log: `runs.edit`. */
  name: string;
  resource?: string;
  schema: Schema;
  /** Fields of the input that the audit log keeps. */
  allow?: readonly string[];
  /** Which field is the resource's id. */
  idField?: string;
  /**
   * What has to hold before the transaction begins, because it needs ones of its own or waits for others. The verb gets what it
   * answers. @throws Failure
   */
  first?: (input: z.output<Schema>, actor: Actor) => Promise<First>;
};

type Verb<Input, First> = (
  tx: Tx,
  input: Input,
  context: { visitor: Visitor; actor: Actor; first: First | undefined },
) => Promise<Outcome>;

/** Repeated names become arrays; files stay files; Next's own fields are left out. */
export function plainForm(form: FormData): Record<string, unknown> {
  const names = [...new Set(form.keys())].filter((key) => !key.startsWith("$ACTION"));
  return Object.fromEntries(
    names.map((key) => {
      const all = form.getAll(key);
      return [key, all.length > 1 || key.endsWith("[]") ? all : all[0]];
    }),
  );
}

/** The form among an action's arguments. A program may send anything in its place; that counts as an empty one. */
export function formOf(...given: unknown[]): FormData {
  return given.find((one) => one instanceof FormData) ?? new FormData();
}

/** Text fields as they were typed, without secrets. */
export function formTexts(form: FormData): Record<string, string> {
  const texts = [...form.entries()].filter(([key, value]) => typeof value === "string" && !/password|^\$ACTION/i.test(key));
  return Object.fromEntries(texts.map(([key, value]) => [key, String(value).slice(0, 20_000)]));
}

/** What is wrong and where; every unknown field by its own path. */
export function issuesOf(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code !== "unrecognized_keys") return [{ path: path.join("."), message: issue.message }];
    return issue.keys.map((key) => ({ path: [...path, key].join("."), message: "There is no such field to set." }));
  });
}

/**
 * A server action: session, zod, one transaction that also holds its audit row, typed result. Expected failures come back as
 * values; unexpected ones are logged once with the request id, and the browser sees no inside text.
 */
export function userAction<Schema extends z.ZodType, First = unknown>(
  definition: ActionDefinition<Schema, First>,
  verb: Verb<z.output<Schema>, First>,
): UserAction {
  return async (first: FormResult | FormData, second?: FormData): Promise<FormResult> => {
    const form = formOf(second, first);
    const started = performance.now();
    const facts = await requestFacts();
    const visitor = await currentVisitor();
    if (!visitor) redirect("/sign-in");
    const actor = actorOf(visitor, facts);
    const fields = plainForm(form);
    const entry: Entry = {
      action: definition.name,
      resource: definition.resource ?? null,
      resourceId: definition.idField ? String(fields[definition.idField] ?? "") : null,
      input: allowedInput(fields, definition.allow ?? []),
      started,
    };
    const sent = await headers();
    let outcome: Outcome;
    try {
      if (!fromOwnPages(sent)) {
        throw new Failure("forbidden", "This was not sent from Almanac's own page. Open the page anew and try again.");
      }
      const parsed = definition.schema.safeParse(fields, { error: plainWords });
      if (!parsed.success) throw new Failure("invalid", "Some fields need another look.", { fields: issuesOf(parsed.error) });
      const ahead = await definition.first?.(parsed.data, actor);
      outcome = await again(() =>
        asUser(actor, async (tx) => {
          const result = await verb(tx, parsed.data, { visitor, actor, first: ahead });
          await recordSuccess(tx, { ...entry, resourceId: result.id ?? entry.resourceId }, 200);
          return result;
        }),
      );
      metrics().httpRequests.inc({ method: "ACTION", route: definition.name, status: "200" });
    } catch (error) {
      await recordFailure(actor, entry, error);
      return failed(error, definition.name, facts.requestId, form);
    }
    await outcome.after?.();
    for (const path of outcome.revalidate ?? []) revalidatePath(path);
    // Without scripts nobody reads the answer's address: the browser is sent there.
    if (outcome.href && (outcome.leave || !sent.has("next-action"))) redirect(outcome.href);
    return { ok: true, message: outcome.message, secret: outcome.secret, undo: outcome.undo, href: outcome.href };
  };
}

/** The value a form gets for a failure. */
export function failed(error: unknown, route: string, requestId: string, form: FormData): FormResult {
  const expected = error instanceof Failure;
  metrics().httpRequests.inc({ method: "ACTION", route, status: String(expected ? error.status : 500) });
  if (!expected)
    log().error({ requestId, action: route, error: error instanceof Error ? error.stack : String(error) }, "action failed");
  return {
    ok: false,
    message: expected
      ? error.message
      : `This did not work, and nothing was changed. The log has the details under request ${requestId}.`,
    errors: expected ? Object.fromEntries((error.extra.fields ?? []).map((field) => [field.path, field.message])) : {},
    values: { ...formTexts(form), ...versionSeen(error) },
  };
}

/** After a conflict the form knows the version that is there now, so that sending it again is a decision and not the same mistake. */
function versionSeen(error: unknown): Record<string, string> {
  const current: unknown = error instanceof Failure && error.kind === "conflict" ? error.extra.current : null;
  const version = typeof current === "object" && current !== null && "version" in current ? current.version : null;
  return typeof version === "number" ? { version: String(version) } : {};
}
