import { Failure } from "@/lib/errors";

/** The controls of a form as texts. */
export type Texts<Field extends string> = Record<Field, string>;

/** Line ends and space around a text are the browser's, not the person's. */
export function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}

/** The fields whose text is no longer what the form was given: the person's own changes. */
export function touched<Field extends string>(fields: readonly Field[], typed: Texts<Field>, shown: Texts<Field>): Field[] {
  return fields.filter((field) => plain(typed[field]) !== plain(shown[field]));
}

type Case<Field extends string> = {
  /** The thing in words: "run". */
  what: string;
  fields: readonly Field[];
  labelOf: (field: Field) => string;
  typed: Texts<Field>;
  shown: Texts<Field>;
  now: Texts<Field>;
  /** The thing as it is now, with its version. */
  current: unknown;
};

/**
 * Somebody changed the thing while a form was open. Beside each field that both changed stands what is there now; nothing that was
 * typed is lost, and saving again (with the version that is there now) is a decision.
 */
export function conflict<Field extends string>({ what, fields, labelOf, typed, shown, now, current }: Case<Field>): Failure {
  const theirs = fields.filter((field) => plain(now[field]) !== plain(shown[field]));
  const mine = new Set(touched(fields, typed, shown));
  const both = theirs.filter((field) => mine.has(field) && plain(typed[field]) !== plain(now[field]));
  const meanwhile = theirs
    .filter((field) => !mine.has(field))
    .map((field) => `${labelOf(field)} is now ${quoted(now[field])}`)
    .join(", ");
  const message = [
    `This ${what} was changed while you had it open. Nothing was saved yet, and nothing you wrote is lost.`,
    meanwhile && `Meanwhile ${meanwhile}; that stays.`,
    "Save again to put your changes on top.",
  ];
  return new Failure("conflict", message.filter(Boolean).join(" "), {
    current,
    fields: both.map((path) => ({
      path,
      message: `Now ${quoted(now[path])}; it was ${quoted(shown[path])} when you opened this page. Saving again sets yours.`,
    })),
  });
}

function quoted(text: string): string {
  return text === "" ? "empty" : `“${text}”`;
}
