import type { UserId } from "@/domain/users";

/**
 * Collects the conditions of a list with their values. The first value is the user's id, so that every statement built on it names the
 * user; only the owner's look at everybody's rows has none.
 */
export class Conditions {
  private readonly parts: string[] = [];
  readonly values: unknown[];

  /** `values` are those of a statement that this one is a part of; the first of them is the user's id. */
  constructor(userId: UserId | null, alias: string, values?: readonly unknown[]) {
    this.values = values ? [...values] : userId === null ? [] : [userId];
    this.parts.push(userId === null ? "true" : `${alias}.user_id = $1`);
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
