/**
 * Failures that a person or a program can do something about. They travel as values through domain and db and become problem
 * documents or form errors at the doors; anything else that is thrown is a bug and shows nothing but a request id.
 */
export type FieldError = { path: string; message: string };

const FAILURES = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  not_allowed: 405,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  invalid: 422,
  failed_dependency: 424,
  too_many: 429,
  unavailable: 503,
  no_space: 507,
} as const;
export type FailureKind = keyof typeof FAILURES;

/** An expected failure: `kind` decides the HTTP status, `message` is for people, `fields` says where. */
export class Failure extends Error {
  override name = "Failure";
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly extra: { fields?: FieldError[]; retryAfterS?: number; current?: unknown } = {},
  ) {
    super(message);
  }
  get status(): number {
    return FAILURES[this.kind];
  }
}

/** Shorthand for the commonest failure; `what` names the thing, so that nobody learns whether it exists elsewhere. */
export function notFound(what: string): Failure {
  return new Failure("not_found", `There is no such ${what}.`);
}

/** A conflict of versions: somebody changed the thing since it was read. `current` is what it is now. */
export function staleVersion(what: string, current: unknown): Failure {
  return new Failure("conflict", `This ${what} was changed in the meantime. Look at the current values and decide again.`, {
    current,
  });
}
