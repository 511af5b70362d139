import { setTimeout as pause } from "node:timers/promises";
import type { z } from "zod";
import type { Actor } from "@/db/client";
import { PROVIDER_NAMES } from "@/domain/connections";
import { budgetDesk } from "./budget-desk";
import { ProviderFailure } from "./failures";
import { ask, type HttpAnswer, HttpFailure, type HttpRequest } from "./http";
import type { AskOptions, ProviderContract } from "./provider";
import { retryAfter } from "./retry-after";
import { freshTokens, type OpenTokens, type Refresher } from "./tokens";

/** Work that can wait leaves this much of an application's limits to the rest. */
const BACKGROUND_SHARE = 0.7;

/** A failure that may pass is tried again within the same sync after these waits, ms. */
const WAITS_MS = [500, 2_000];

/** The longest wait that a provider may ask for within a sync. */
const LONGEST_WAIT_MS = 10_000;

/** Asks a provider for one connection, for as long as one sync lasts. */
export class Asking {
  /** Requests that went out. */
  asked = 0;

  constructor(
    private readonly provider: ProviderContract,
    private readonly actor: Actor,
    private readonly refresher: Refresher,
    /** The tokens as they were found; looked up where they are not given. */
    private tokens: OpenTokens | null,
    private readonly waits: readonly number[] = WAITS_MS,
    /** How long an answer may take as a whole, ms, where a request does not say; `ask` has a word on it otherwise. */
    private readonly patienceMs?: number,
  ) {}

  /** As `SyncSession.ask` says. @throws ProviderFailure */
  async ask(request: HttpRequest, { expect = [], background = false, once = false }: AskOptions = {}): Promise<HttpAnswer> {
    let renewed = false;
    for (let tries = 0; ; tries++) {
      try {
        const answer = await this.once(request, background);
        const { status } = answer;
        if ((status >= 200 && status < 300) || expect.includes(status)) return answer;
        const verdict = this.provider.judge(answer, this.refresher.now()) ?? this.usual(answer);
        if (verdict !== "renew") throw verdict;
        if (renewed) {
          throw new ProviderFailure("needs_reconnect", `${this.name} refuses Almanac's access. Connect ${this.name} again.`);
        }
        renewed = true;
        tries--;
        this.tokens = await freshTokens(this.actor, this.provider.id, this.refresher, this.tokens?.generation);
      } catch (error) {
        if (!(error instanceof ProviderFailure) || error.kind !== "transient") throw error;
        const wait = once ? undefined : this.waits[tries];
        const asked = error.resumesAt ? error.resumesAt.getTime() - this.refresher.now().getTime() : 0;
        if (wait === undefined || asked > LONGEST_WAIT_MS) throw error;
        await pause(Math.max(wait, asked));
      }
    }
  }

  private get name(): string {
    return PROVIDER_NAMES[this.provider.id];
  }

  private async once(request: HttpRequest, background: boolean): Promise<HttpAnswer> {
    const { provider, refresher } = this;
    if (provider.budgets) {
      const share = background ? BACKGROUND_SHARE : 1;
      const waits = await budgetDesk(provider.id).take(refresher.now(), share);
      if (waits) throw new ProviderFailure("rate_limited", limitWords(this.name), waits);
    }
    if (!this.tokens || this.isOld(this.tokens)) this.tokens = await freshTokens(this.actor, provider.id, refresher);
    this.asked++;
    let answer: HttpAnswer;
    try {
      const { accessToken, tokenType } = this.tokens;
      const timeoutMs = request.timeoutMs ?? this.patienceMs;
      answer = await ask({ ...provider.authorize(request, accessToken, tokenType), timeoutMs });
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error;
      throw new ProviderFailure("transient", `${this.name} could not be reached: ${error.message}.`);
    }
    const windows = provider.budgets?.(answer.headers, refresher.now()) ?? [];
    if (windows.length > 0) budgetDesk(provider.id).note(windows);
    return answer;
  }

  private isOld(tokens: OpenTokens): boolean {
    return (
      this.refresher.client !== null &&
      tokens.expiresAt !== null &&
      tokens.expiresAt.getTime() - this.refresher.now().getTime() < 60_000
    );
  }

  private usual({ status, headers }: HttpAnswer): ProviderFailure {
    const passing = status >= 500 || status === 408 || status === 429;
    const resumesAt = retryAfter(headers, this.refresher.now());
    if (status === 429) return new ProviderFailure(resumesAt ? "rate_limited" : "transient", limitWords(this.name), resumesAt);
    if (passing)
      return new ProviderFailure("transient", `${this.name} has trouble of its own at the moment (status ${status}).`, resumesAt);
    return new ProviderFailure("refused", `${this.name} refused the request (status ${status}).`);
  }
}

/** What a used-up limit is called. */
export function limitWords(name: string): string {
  return `${name}'s limit of requests is used up. Almanac goes on by itself when it opens again.`;
}

/**
 * The JSON of an answer, checked. A provider that sends something else (an error page, half an answer, other types) is treated as one
 * that is out of order: nothing of it is used, and it is asked again later.
 * @throws ProviderFailure "transient"
 */
export function readJson<T extends z.ZodType>(answer: HttpAnswer, schema: T, provider: ProviderContract["id"]): z.output<T> {
  const name = PROVIDER_NAMES[provider];
  let value: unknown;
  try {
    value = JSON.parse(answer.text);
  } catch {
    throw new ProviderFailure(
      "transient",
      `${name} answered with something that cannot be read (it is not JSON). Nothing of it was used.`,
    );
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const where = issue?.path.join(".") ?? "";
  throw new ProviderFailure(
    "transient",
    `${name} answered with something unexpected${where === "" ? "" : ` at ${where}`}: ${issue?.message ?? "it has another shape"}. Nothing of it was used.`,
  );
}
