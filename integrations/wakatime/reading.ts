import type { z } from "zod";
import { readJson } from "@/integrations/asking";
import { ProviderFailure } from "@/integrations/failures";
import type { HttpAnswer } from "@/integrations/http";
import type { SyncSession } from "@/integrations/provider";
import { requestTo } from "./servers";

/** Of a person WakaTime takes less than ten requests a second over five minutes: so many at once, then a pause. */
export const MOST_REQUESTS = 1_000;

/** `outside` is what the plan does not tell, `absent` what the server does not have. */
export type Told<T> = { status: number; value: T } | "outside" | "absent";

/** The reads of one sync: it counts them, and remembers what was refused for want of a permission while the rest goes on. */
export class Reading {
  asked = 0;
  private refused = new Set<string>();

  constructor(private readonly session: SyncSession) {}

  /**
   * What an address says, in the shape it must have; 402, 403 and 404 are answers, too. `what` names what a sync cannot do without.
   * @throws ProviderFailure
   */
  async read<S extends z.ZodType>(path: string, schema: S, what: string | null): Promise<Told<z.output<S>>> {
    this.asked++;
    const request = requestTo(this.session.connection, `/users/current${path}`);
    const answer = await this.session.ask(request, { expect: [402, 403, 404] });
    const none = this.noneOf(answer, what);
    return none ?? { status: answer.status, value: readJson(answer, schema, "wakatime") };
  }

  private noneOf({ status }: HttpAnswer, what: string | null): "outside" | "absent" | null {
    if (status === 402) return "outside";
    // Other servers have their own reasons, and no consent that could be given once more.
    if (status === 403 && what !== null && this.session.connection.serverAddress === null) this.refused.add(what);
    return status === 403 || status === 404 ? "absent" : null;
  }

  /** @throws ProviderFailure "scope_missing" where WakaTime refused something because it was not granted */
  settle(): void {
    if (this.refused.size === 0) return;
    throw new ProviderFailure(
      "scope_missing",
      `WakaTime does not let Almanac read ${[...this.refused].join(", ")}. Connect WakaTime again and allow all that is asked for.`,
    );
  }
}
