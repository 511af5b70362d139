import { z } from "zod";
import type { GearChanges } from "@/db/provider-gear";
import { shoeIdOf } from "@/domain/shoes";
import { readJson } from "@/integrations/asking";
import { ProviderFailure } from "@/integrations/failures";
import { plainName } from "@/integrations/files/plain-text";
import type { SyncSession } from "@/integrations/provider";
import { env } from "@/lib/env";
import type { GearNames } from "./map";
import { athleteSchema, type Gear, gearSchema } from "./schema";

/**
 * What is remembered of a shoe or bike. `name` is what facts call it for ever, so that a new name at Strava makes no second shoe;
 * `latest` is what Strava calls it now. `retired`: the shoe was retired for it, once.
 */
const remembered = z.object({
  name: z.string().optional(),
  latest: z.string().optional(),
  retired: z.literal(true).optional(),
});
type Remembered = z.output<typeof remembered>;
const memorySchema = z.record(z.string(), remembered);

/** What a step has to write of gear. `memory` is null where nothing new was learnt. */
export type GearWork = GearChanges & { memory: Record<string, Remembered> | null };

type Learnt = {
  id: string;
  name?: string | null;
  retired?: boolean | null;
  brand_name?: string | null;
  model_name?: string | null;
};

/** Shoes and bikes of a connection by their ids at Strava. Asked for when an activity names one that is not known. */
export class GearBook implements GearNames {
  private readonly known: Map<string, Remembered>;
  /** Not shown to us; asked for again by the next sync. */
  private readonly hidden = new Set<string>();
  private asked = false;
  private changed = false;
  private made: string[] = [];
  private renamed: { name: string; was: string; now: string }[] = [];
  private retired: string[] = [];

  constructor(private readonly session: SyncSession) {
    const read = memorySchema.safeParse(session.connection.memory["gear"]);
    this.known = new Map(Object.entries(read.success ? read.data : {}));
  }

  nameOf(gearId: string): string | null {
    return this.known.get(gearId)?.name ?? null;
  }

  /** Learns what is not known of the gear that activities name. The athlete's list costs one request, what it leaves out one each. */
  async learn(ids: Iterable<string | null | undefined>): Promise<void> {
    const unknown = () => [...new Set(ids)].filter((id): id is string => !!id && !this.known.has(id) && !this.hidden.has(id));
    if (unknown().length === 0) return;
    if (!this.asked && this.session.connection.scopes.includes("profile:read_all")) await this.askAthlete();
    for (const id of unknown()) await this.askGear(id);
  }

  /** Notes gear as an answer tells of it. */
  note(gear: Learnt | null | undefined): void {
    if (!gear) return;
    const latest = plainName(gear.name) ?? plainName(`${gear.brand_name ?? ""} ${gear.model_name ?? ""}`) ?? gear.id;
    const before = this.known.get(gear.id);
    const isShoe = !gear.id.startsWith("b");
    const name = before?.name ?? this.freeName(gear.id, latest.slice(0, 90));
    const next: Remembered = { ...before, name, latest };
    if (isShoe && !before?.name) this.made.push(name);
    const was = before?.latest;
    if (isShoe && was !== undefined && was !== latest)
      this.renamed.push({ name, was: was === before?.name ? name : was, now: latest });
    if (isShoe && gear.retired && !before?.retired) {
      next.retired = true;
      this.retired.push(name);
    }
    if (JSON.stringify(next) === JSON.stringify(before)) return;
    this.known.set(gear.id, next);
    this.changed = true;
  }

  /** What was learnt since the last time, for the next step to write. */
  take(): GearWork {
    const { made, renamed, retired, changed } = this;
    this.made = [];
    this.renamed = [];
    this.retired = [];
    this.changed = false;
    return { made, renamed, retired, memory: changed ? Object.fromEntries(this.known) : null };
  }

  /** Two pairs of one model are two shoes. */
  private freeName(id: string, wanted: string): string {
    const taken = new Set([...this.known].flatMap(([other, { name }]) => (other === id || !name ? [] : shoeIdOf(name))));
    let name = wanted;
    for (let n = 2; taken.has(shoeIdOf(name)); n++) name = `${wanted} (${n})`;
    return name;
  }

  private async askAthlete(): Promise<void> {
    this.asked = true;
    const answer = await this.session.ask({ url: `${env().STRAVA_API_URL}/athlete` });
    const { shoes, bikes } = readJson(answer, athleteSchema, "strava");
    for (const gear of [...(shoes ?? []), ...(bikes ?? [])]) this.note(gear);
  }

  /** Gear that was deleted at Strava has no name any more; its activities still name its id. */
  private async askGear(id: string): Promise<void> {
    try {
      const answer = await this.session.ask({ url: `${env().STRAVA_API_URL}/gear/${encodeURIComponent(id)}` }, { expect: [404] });
      if (answer.status === 404) {
        this.known.set(id, {});
        this.changed = true;
      } else this.note({ ...readJson(answer, gearSchema, "strava"), id } satisfies Gear);
    } catch (error) {
      if (!(error instanceof ProviderFailure) || (error.kind !== "item" && error.kind !== "scope_missing")) throw error;
      this.hidden.add(id);
    }
  }
}
