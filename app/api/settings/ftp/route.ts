import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { listFtpSpec, setFtpSpec } from "@/app/api/_spec/settings";
import { listFtp, setFtp } from "@/db/thresholds";
import { localDate } from "@/domain/time-zones";

export const GET = route(listFtpSpec, async ({ tx }) => {
  const items = (await listFtp(tx)).map(({ ftpW, validFrom }) => ({ ftp: ftpW, validFrom }));
  return { body: { items, page: { limit: items.length, next: null, total: items.length } } };
});

export const POST = route(setFtpSpec, async ({ tx, visitor, body }) => {
  const validFrom = body.validFrom ?? localDate(new Date(), visitor.timeZone);
  await setFtp(tx, { validFrom, ftpW: body.ftp });
  return { body: { ftp: body.ftp, validFrom }, id: validFrom };
});

export const { PUT, PATCH, DELETE } = refused("GET", "POST");
