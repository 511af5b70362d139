"use server";

import { z } from "zod";
import { mergeActivities } from "@/db/merge-by-hand";
import { idField } from "@/domain/fields";
import { userAction } from "../../_auth/action";
import { hrefOf } from "./split-off";

const noun = z.enum(["run", "workout"]);

/** Takes a split back: `with`, which was split off, is part of `id` again. */
export const unsplit = userAction(
  {
    name: "activities.merge",
    resource: "run",
    idField: "id",
    schema: z.object({ noun, id: idField, withNoun: noun, with: idField }),
    allow: ["noun", "with", "withNoun"],
  },
  async (tx, { noun, id, withNoun, with: other }) => {
    const [into, from] = [
      { noun, id },
      { noun: withNoun, id: other },
    ];
    await mergeActivities(tx, into, from, { reason: "The split was taken back." });
    return { message: "The two are one again.", id, revalidate: [hrefOf(into), hrefOf(from)] };
  },
);
