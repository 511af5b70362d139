import "server-only";
import { wakatimeCall } from "@/app/_auth/wakatime-door";
import { machinesSpec, projectSpec, projectsSpec, userAgentsSpec, userSpec } from "@/app/api/_spec/v1";
import { asUser, readAtOnce, type Tx } from "@/db/client";
import { hashOf } from "@/db/coding-combos";
import { type CodingName, codingNames } from "@/db/coding-names";
import { codingSettings } from "@/db/coding-settings";
import { latestHeartbeat, listOrigins } from "@/db/heartbeats";
import { getAccount } from "@/db/profile";
import { namePart } from "@/domain/coding-names";
import { isStorableText } from "@/domain/fields";
import { localDate, startOfDay } from "@/domain/time-zones";
import { readUserAgent } from "@/domain/user-agents";
import { hashId } from "@/domain/wakatime-ids";
import { dayText, instantText } from "@/domain/wakatime-time";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";

/** Lines of one page. Clients that know of no pages get what they can bear. */
const PAGE = 1_000;
/** No editor tells of a later one. */
const LAST_DAY = "9999-12-31";

/** A page of a list; there is always one, because clients ask until the last. */
function paged<T>(all: readonly T[], page = 1) {
  const total_pages = Math.max(1, Math.ceil(all.length / PAGE));
  return { data: all.slice((page - 1) * PAGE, page * PAGE), page, total: all.length, total_pages };
}

/** Who the key is of, as WakaTime tells it. */
export async function userOf(tx: Tx, { visitor }: { visitor: { userId: string; name: string } }) {
  const [account, settings, last, origins] = await Promise.all([
    getAccount(tx),
    codingSettings(tx),
    latestHeartbeat(tx),
    listOrigins(tx, "user_agents"),
  ]);
  const agent = origins.find(({ id }) => id === last?.userAgentId)?.value ?? null;
  const created = instantText(account.createdAt);
  return {
    id: visitor.userId,
    username: visitor.name,
    display_name: visitor.name,
    full_name: visitor.name,
    email: account.email,
    photo: null,
    website: null,
    is_email_public: false,
    is_email_confirmed: false,
    has_premium_features: false,
    plan: "basic",
    bio: null,
    location: null,
    human_readable_website: null,
    photo_public: false,
    languages_used_public: false,
    logged_time_public: false,
    timezone: settings.timeZone,
    last_heartbeat_at: last ? instantText(new Date(last.atUs / 1000)) : null,
    last_project: last?.project || null,
    last_language: last?.language || null,
    last_plugin: agent,
    last_plugin_name: readUserAgent(agent).editor || null,
    created_at: created,
    modified_at: created,
  };
}

/** Projects have names; what has none is no project. */
const projectsNamed = async (tx: Tx, q?: string): Promise<CodingName[]> => {
  const found = await codingNames(tx, { dimension: "project", from: null, to: LAST_DAY, q });
  return found.filter(({ name }) => name !== "");
};

function projectOf(project: CodingName, timeZone: string) {
  const last = project.lastUs === null ? null : new Date(project.lastUs / 1000);
  const first = instantText(startOfDay(project.firstDate, timeZone));
  return {
    id: hashId(hashOf([project.name])),
    name: project.name,
    urlencoded_name: encodeURIComponent(project.name).replaceAll("%20", "+"),
    last_heartbeat_at: last ? instantText(last) : null,
    human_readable_last_heartbeat_at: last ? dayText(localDate(last, timeZone)) : null,
    first_heartbeat_at: last ? first : null,
    created_at: first,
    url: `${env().APP_URL}/coding/projects/${encodeURIComponent(namePart(project.name))}`,
    color: null,
    badge: null,
    repository: null,
    clients: [],
    has_public_url: false,
  };
}

const origin = ({ firstSeenAt, lastSeenAt }: { firstSeenAt: Date; lastSeenAt: Date }) => ({
  created_at: instantText(firstSeenAt),
  last_seen_at: instantText(lastSeenAt),
});

export const peopleCalls = [
  wakatimeCall(userSpec, async (given) => ({ body: { data: await readAtOnce(given.actor, (tx) => userOf(tx, given)) } })),
  wakatimeCall(projectsSpec, ({ actor, query }) =>
    asUser(actor, async (tx) => {
      const [{ timeZone }, projects] = await Promise.all([codingSettings(tx), projectsNamed(tx, query.q)]);
      return {
        body: paged(
          projects.map((project) => projectOf(project, timeZone)),
          query.page,
        ),
      };
    }),
  ),
  wakatimeCall(projectSpec, ({ actor, id }) =>
    asUser(actor, async (tx) => {
      if (!isStorableText(id)) throw notFound("project");
      const [{ timeZone }, projects] = await Promise.all([codingSettings(tx), projectsNamed(tx, id)]);
      const project = projects.find(({ name }) => name === id);
      if (!project) throw notFound("project");
      return { body: { data: projectOf(project, timeZone) } };
    }),
  ),
  wakatimeCall(userAgentsSpec, async ({ actor, query }) => {
    const agents = await readAtOnce(actor, (tx) => listOrigins(tx, "user_agents"));
    const lines = agents.map((agent) => {
      const { editor, operatingSystem, version } = readUserAgent(agent.value);
      const seen = origin(agent);
      return { id: hashId(agent.id), value: agent.value, editor, os: operatingSystem, version: version || null, ...seen };
    });
    return { body: paged(lines, query.page) };
  }),
  wakatimeCall(machinesSpec, async ({ actor, query }) => {
    const machines = await readAtOnce(actor, (tx) => listOrigins(tx, "machines"));
    const lines = machines.map((machine) => {
      const { value, timeZone } = machine;
      return { id: hashId(machine.id), name: value, value, timezone: timeZone, ip: null, ...origin(machine) };
    });
    return { body: paged(lines, query.page) };
  }),
];
