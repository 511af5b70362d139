"use server";

import { z } from "zod";
import { getConnection, setPolicy } from "@/db/connections";
import { eraseConnectionData } from "@/db/keep-policy";
import { retryItem } from "@/db/sync-items";
import { askForFullSync, askForSync } from "@/db/sync-leases";
import { KEEP_POLICIES, PROVIDER_NAMES, PROVIDERS } from "@/domain/connections";
import { SYNC_ITEM_KINDS } from "@/domain/syncs";
import { env } from "@/lib/env";
import { syncInPlace } from "@/worker/jobs/syncs";
import { userAction } from "../../../_auth/action";
import { connectWithKey, endConnection, identifyKey } from "../../../_auth/connections";

const PAGES = ["/settings/connections", "/settings/connections/health"];
const provider = z.enum(PROVIDERS);
const resource = "connection";

/** Connects a service that is entered with an API key. */
export const saveKey = userAction(
  {
    name: "connections.put",
    resource,
    schema: z.object({
      provider,
      apiKey: z.string().trim().min(1, "Paste the key here.").max(400, "This is longer than any key."),
      serverAddress: z
        .string()
        .trim()
        .transform((text) => (text === "" ? null : text.includes("://") ? text : `https://${text}`))
        .pipe(
          z
            .url({ protocol: /^https?$/, error: "Enter a whole address, such as https://wakapi.example.org." })
            .max(400)
            .nullable(),
        )
        .optional(),
    }),
    idField: "provider",
    first: (input, actor) => identifyKey(actor, input.provider, input.apiKey, input.serverAddress ?? null),
  },
  async (tx, input, { first }) => {
    await connectWithKey(
      tx,
      input.provider,
      input.apiKey,
      first ?? { externalId: null, externalName: null, serverAddress: null },
    );
    return {
      message: `${PROVIDER_NAMES[input.provider]} is connected. Its first sync has begun.`,
      revalidate: PAGES,
      after: withoutWorker(),
    };
  },
);

/** Where no worker runs, what is due is done before the answer. */
function withoutWorker(): (() => Promise<void>) | undefined {
  return env().ALMANAC_WORKER === "off" ? syncInPlace : undefined;
}

/** Brings a connection in step in the background. */
export const syncNow = userAction(
  {
    name: "connections.sync",
    resource,
    schema: z.object({ provider, full: z.enum(["yes"]).optional() }),
    idField: "provider",
    allow: ["full"],
  },
  async (tx, input) => {
    const { syncing } = await getConnection(tx, input.provider);
    if (syncing) return { message: "A sync is under way already." };
    await (input.full ? askForFullSync(tx, input.provider, "button") : askForSync(tx, input.provider, "button"));
    return { message: "The sync has begun.", revalidate: PAGES, after: withoutWorker() };
  },
);

/** Says what may be done with a connection's data. */
export const savePolicy = userAction(
  {
    name: "connections.policy",
    resource,
    schema: z
      .object({
        provider,
        policy: z.enum(KEEP_POLICIES),
        days: z.preprocess(
          (value) => (value === "" || value === undefined ? undefined : Number(value)),
          z.int().min(1).max(3650).optional(),
        ),
      })
      .refine(({ policy, days }) => policy !== "keep_days" || days !== undefined, {
        path: ["days"],
        message: "Say for how many days, from 1 to 3650.",
      }),
    idField: "provider",
    allow: ["policy", "days"],
  },
  async (tx, input) => {
    await setPolicy(tx, input.provider, input.policy, input.days ?? null);
    return { message: "Saved.", revalidate: PAGES };
  },
);

/** Ends a connection; the provider is told. */
export const endIt = userAction(
  { name: "connections.end", resource, schema: z.object({ provider }), idField: "provider" },
  async (tx, input) => {
    const after = await endConnection(tx, input.provider);
    return {
      message: `${PROVIDER_NAMES[input.provider]} is disconnected. What it brought is still here.`,
      revalidate: PAGES,
      after,
    };
  },
);

/** Ends a connection and erases what only it told. */
export const eraseIt = userAction(
  {
    name: "connections.erase",
    resource,
    schema: z
      .object({ provider, confirm: z.string() })
      .refine(({ provider: id, confirm }) => confirm.trim() === PROVIDER_NAMES[id], {
        path: ["confirm"],
        message: "Type the name exactly as it stands above.",
      }),
    idField: "provider",
  },
  async (tx, input) => {
    await eraseConnectionData(tx, input.provider, new Date());
    const after = await endConnection(tx, input.provider);
    return { message: `${PROVIDER_NAMES[input.provider]} is disconnected, and its data is deleted.`, revalidate: PAGES, after };
  },
);

/** Gives a thing that was given up another chance. */
export const tryAgain = userAction(
  {
    name: "connections.retry",
    resource,
    schema: z.object({ provider, kind: z.enum(SYNC_ITEM_KINDS), itemId: z.string().max(200) }),
    idField: "provider",
    allow: ["kind", "itemId"],
  },
  async (tx, input) => {
    await retryItem(tx, input.provider, input.kind, input.itemId);
    await askForSync(tx, input.provider, "button");
    return { message: "It is tried again now.", revalidate: PAGES, after: withoutWorker() };
  },
);
