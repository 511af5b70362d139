"use server";

import { z } from "zod";
import { renewDigest } from "@/db/digests";
import { isoWeekField } from "@/domain/digests";
import { userAction } from "../../_auth/action";

/** Makes a week's digest from the rows as they are now. */
export const make = userAction(
  {
    name: "digests.make",
    resource: "digest",
    idField: "isoWeek",
    schema: z.object({ isoWeek: isoWeekField }),
    allow: ["isoWeek"],
  },
  async (tx, { isoWeek }, { visitor }) => {
    await renewDigest(tx, isoWeek, visitor.timeZone, new Date());
    return { message: "The week is written.", id: isoWeek, revalidate: [`/weekly/${isoWeek}`] };
  },
);
