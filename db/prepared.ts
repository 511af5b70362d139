import type { Tx } from "./client";

/** Names of the statements that are prepared by their text, for the life of this process. */
const names = new Map<string, string>();

/**
 * The same transaction with every statement prepared once per connection: planning a page's questions anew costs more than answering
 * most of them. Only for callers whose statements are always the same few texts, as each text stays prepared.
 */
export function prepared(tx: Tx): Tx {
  return {
    userId: tx.userId,
    actor: tx.actor,
    get db() {
      return tx.db;
    },
    named: tx.named,
    query(text, values) {
      const name = names.get(text) ?? `prepared_${names.size}`;
      names.set(text, name);
      return tx.named({ name, text }, values);
    },
    atEnd: tx.atEnd,
  };
}
