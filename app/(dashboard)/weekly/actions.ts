"use server";

import { z } from "zod";
import { renewDigest } from "@/db/digests";
import { wantWeekly } from "@/db/mail";
import { writeMissingDigests } from "@/db/missing-digests";
import { isoWeekField } from "@/domain/digests";
import { localDate } from "@/domain/time-zones";
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

/** Writes those of the last weeks that have no digest yet. */
export const catchUp = userAction(
  { name: "digests.catchUp", resource: "digest", schema: z.object({}), allow: [] },
  async (tx, _, { visitor }) => {
    const written = await writeMissingDigests(tx, localDate(new Date(), visitor.timeZone));
    const weeks = written === 1 ? "One week is written." : `${written} weeks are written.`;
    return {
      message: written === 0 ? "Nothing was recorded in the weeks that are missing here." : weeks,
      revalidate: ["/weekly"],
    };
  },
);

/** Sends the person their weeks by email from now on, or no longer. */
export const letters = userAction(
  { name: "mail.subscribe", resource: "mail", schema: z.object({ wanted: z.enum(["yes", "no"]) }), allow: ["wanted"] },
  async (tx, { wanted }) => {
    await wantWeekly(tx, wanted === "yes");
    const message = wanted === "yes" ? "The next week comes by email." : "No more letters come.";
    return { message, revalidate: ["/weekly"] };
  },
);
