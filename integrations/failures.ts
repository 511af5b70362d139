import type { ConnectionState } from "@/domain/connections";

/**
 * Why a provider did not give what was asked. The state is what the connection gets; `transient` is tried again by itself, `item`
 * concerns one thing only and lets the rest go on.
 */
export type ProviderFailureKind = Exclude<ConnectionState, "ok" | "error"> | "transient" | "refused" | "item";

/** `message` is for people: what happened and what to press. `resumesAt`: not before. */
export class ProviderFailure extends Error {
  override name = "ProviderFailure";
  constructor(
    readonly kind: ProviderFailureKind,
    message: string,
    readonly resumesAt: Date | null = null,
  ) {
    super(message);
  }
}

/** The connection of a failure, once it is final. */
export function stateAfter(failure: ProviderFailure): ConnectionState {
  const { kind } = failure;
  return kind === "transient" || kind === "refused" || kind === "item" ? "error" : kind;
}
