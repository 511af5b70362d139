/**
 * Collects the conditions of a list with their values. The first value is always the user's id, so that every statement built on it
 * names the user.
 */
export class Conditions {
  private readonly parts: string[] = [];
  readonly values: unknown[];

  constructor(userId: string, alias: string) {
    this.values = [userId];
    this.parts.push(`${alias}.user_id = $1`);
  }

  /** A placeholder for a value. */
  hole(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** A condition without values of its own. */
  and(condition: string): this {
    this.parts.push(condition);
    return this;
  }

  /** A condition on a value, left out where there is none. */
  with<T>(value: T | undefined, condition: (hole: string) => string): this {
    if (value !== undefined) this.parts.push(condition(this.hole(value)));
    return this;
  }

  get where(): string {
    return this.parts.join(" and ");
  }
}

/** A text as a pattern that finds it anywhere, its own wildcards taken literally. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
}
