/** What a form's action answers. Failures that a person can mend are values; only the unexpected is thrown. */
export type FormResult = {
  /** True after success, false after a refusal, absent before the first submit. */
  ok?: boolean;
  /** Success: said in a toast. Refusal: said above the buttons, with the remedy. */
  message?: string;
  /** By control name, in words that say the remedy. */
  errors?: Record<string, string>;
  /** What was sent, so that browsers without scripts lose nothing. */
  values?: Record<string, string>;
  /** Where to go after success. */
  href?: string;
  /** A secret that is shown once, after success. */
  secret?: string;
  /** What the way back needs beside what was sent: fields for its form. */
  undo?: Record<string, string>;
};

/** A server action of a form: it is handed its own last answer. */
export type FormAction = (previous: FormResult, data: FormData) => Promise<FormResult>;

/** A server action of a form without state: a row's action, an undo. */
export type PlainAction = (data: FormData) => Promise<FormResult | undefined>;
