import { route } from "@/app/_auth/route";
import { getDigestSpec, makeDigestSpec } from "@/app/api/_spec/digests";
import { refused } from "@/app/api/_spec/refused";
import { findDigest, renewDigest } from "@/db/digests";
import { notFound } from "@/lib/errors";
import { digestResource } from "../answer";

const options = { what: "ISO week, like 2026-W47" };

export const GET = route(
  getDigestSpec,
  async ({ tx, params: { isoWeek } }) => {
    const digest = await findDigest(tx, isoWeek);
    if (!digest) throw notFound("digest");
    return { body: digestResource(digest) };
  },
  options,
);

export const POST = route(
  makeDigestSpec,
  async ({ tx, params: { isoWeek }, visitor }) => ({
    id: isoWeek,
    body: digestResource(await renewDigest(tx, isoWeek, visitor.timeZone, new Date())),
  }),
  options,
);

export const { PUT, PATCH, DELETE } = refused("GET", "POST");
