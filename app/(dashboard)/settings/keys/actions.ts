"use server";

import { z } from "zod";
import { createKey, revokeKey } from "@/db/keys";
import { textField } from "@/domain/fields";
import { SCOPES } from "@/domain/users";
import { newId, sha256 } from "@/lib/crypto";
import { Failure } from "@/lib/errors";
import { userAction } from "../../../_auth/action";

const PAGE = ["/settings/keys"];
const scopes = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.enum(SCOPES)).min(1, "Choose at least one thing that the key may do."),
);

/** Makes an API key and shows it this once. */
export const createApiKey = userAction(
  {
    name: "keys.create",
    resource: "key",
    schema: z.object({ name: textField(100), scope: scopes, days: z.enum(["", "30", "90", "365"]).default("") }),
    allow: ["name", "scope", "days"],
  },
  async (tx, { name, scope, days }, { visitor }) => {
    if (visitor.role === "guest") {
      throw new Failure("forbidden", "Demo data has no API keys: it is removed after a week. Make this your account first.");
    }
    const [id, key] = [newId(), newId()];
    const expiresAt = days === "" ? null : new Date(Date.now() + Number(days) * 86_400_000);
    await createKey(tx, { id, keyHash: sha256(key), name, lastFour: key.slice(-4), scopes: [...new Set(scope)], expiresAt });
    return { id, secret: key, message: "API key created.", revalidate: PAGE };
  },
);

/** Ends a key for good; its name is asked for, because nothing brings it back. */
export const revokeApiKey = userAction(
  { name: "keys.revoke", resource: "key", schema: z.object({ id: z.uuid(), confirm: z.string() }), idField: "id" },
  async (tx, { id }) => {
    await revokeKey(tx, id);
    return { message: "API key revoked. Whatever used it is locked out.", revalidate: PAGE };
  },
);
