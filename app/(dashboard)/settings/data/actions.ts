"use server";

import { z } from "zod";
import { Failure } from "@/lib/errors";
import { eraseAccount } from "../../../_auth/erase";
import { publicAction } from "../../../_auth/public-action";
import { forgetSession } from "../../../_auth/start-session";
import { currentVisitor } from "../../../_auth/visitor";

/**
 * Deletes the account of this browser's session. It goes through the strangers' door, because the door for people writes its audit
 * row as the person, who is gone by then.
 */
export const deleteAccount = publicAction(
  { name: "accounts.delete", schema: z.object({ confirm: z.string() }) },
  async ({ confirm }, facts) => {
    const visitor = await currentVisitor();
    if (!visitor) return "/sign-in";
    if (confirm !== visitor.name) {
      const message = `Type exactly: ${visitor.name}`;
      throw new Failure("invalid", "Nothing was deleted.", { fields: [{ path: "confirm", message }] });
    }
    await eraseAccount(facts, visitor);
    await forgetSession();
    return "/sign-in";
  },
);
