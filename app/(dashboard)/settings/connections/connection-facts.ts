import type { Visitor } from "@/db/accounts";
import type { Connection } from "@/db/connections";
import type { BudgetWindow } from "@/db/provider-budgets";
import { asksForPerson, PROVIDER_NAMES } from "@/domain/connections";
import { tokenStatus } from "@/domain/token-status";
import { formatNumber } from "@/domain/units";
import { agoText } from "../../_view/ago";
import { momentText } from "../../_view/moments";
import type { ProviderView } from "./load";
import { grantedWords } from "./provider-words";
import { lastOf, progressOf } from "./run-words";

type Fact = { label: string; value: string; note?: string };

/** What there is to know of a connection: whose it is, how far it is in step, when it goes on, what it may ask for. */
export function connectionFacts(view: ProviderView, connection: Connection, now: Date, visitor: Visitor): Fact[] {
  const { provider, lastRun, expiresAt, budgets } = view;
  const moment = (at: Date) => momentText(at, visitor);
  const { lastSyncedAt, syncing } = connection;
  const granted = grantedWords(connection.scopes);
  return [
    { label: "Connected as", value: connection.externalName ?? connection.externalId ?? "You" },
    ...(connection.serverAddress ? [{ label: "Server", value: connection.serverAddress }] : []),
    {
      label: "In step since",
      value: lastSyncedAt ? `${moment(lastSyncedAt)} (${agoText(lastSyncedAt, now)})` : "Not yet",
    },
    ...(syncing
      ? [{ label: "This sync", value: lastRun ? progressOf(lastRun, provider) : "Is beginning" }]
      : [
          { label: "Last sync", value: lastRun ? lastOf(lastRun) : "None yet" },
          { label: "Next sync", value: nextText(connection, now, moment) },
        ]),
    ...(expiresAt && !asksForPerson(connection.state) ? [accessFact(expiresAt, now, moment)] : []),
    ...(granted ? [{ label: "Granted", value: granted }] : []),
    ...budgetFacts(budgets, now, (value) => formatNumber(value, visitor.numberFormat), moment),
  ];
}

function nextText({ provider, state, resumesAt, dueAt }: Connection, now: Date, moment: (at: Date) => string): string {
  if (asksForPerson(state) && !dueAt) return "Once it is connected again";
  if (resumesAt && resumesAt > now) return `${moment(resumesAt)}, when ${PROVIDER_NAMES[provider]}'s limits open again`;
  if (dueAt) return dueAt <= now ? "In a moment" : moment(dueAt);
  return "When something changes";
}

const ACCESS = { valid: "Valid", "needs refresh": "Needs refresh", expired: "Expired" } as const;

function accessFact(expiresAt: Date, now: Date, moment: (at: Date) => string): Fact {
  const status = tokenStatus(expiresAt, now);
  const until = `${status === "expired" ? "Ran out" : "Until"} ${moment(expiresAt)}`;
  return { label: "Access", value: ACCESS[status], note: `${until}. Almanac renews it by itself; there is nothing to press.` };
}

/** What is left of each window of an application's limits: the tightest of several kinds of requests. */
function budgetFacts(
  budgets: readonly BudgetWindow[],
  now: Date,
  count: (value: number) => string,
  moment: (at: Date) => string,
): Fact[] {
  const windows = new Map<number, { left: number; most: number; resetsAt: Date }>();
  for (const { window, mostRequests, used, resetsAt } of budgets) {
    const seconds = Number(window.split(" ")[1]);
    const left = resetsAt <= now ? mostRequests : Math.max(0, mostRequests - used);
    const before = windows.get(seconds);
    if (!before || left < before.left) windows.set(seconds, { left, most: mostRequests, resetsAt });
  }
  const sorted = [...windows].sort(([a], [b]) => a - b);
  const [first] = sorted;
  if (!first) return [];
  const [, { resetsAt }] = first;
  const said = sorted.map(([seconds, { left, most }]) => {
    return `${count(left)} of ${count(most)} ${seconds < 86_400 ? "this quarter hour" : "today"}`;
  });
  const until = resetsAt > now ? ` The quarter hour ends at ${moment(resetsAt)}.` : "";
  return [{ label: "Requests left", value: said.join(", "), note: `For everybody on this server together.${until}` }];
}
