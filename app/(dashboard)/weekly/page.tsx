import type { Metadata } from "next";
import { ActionButton } from "@/components/ui/action-button";
import { Empty } from "@/components/ui/empty";
import { Amount } from "@/components/ui/figure";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { readAtOnce } from "@/db/client";
import { countWeek, listDigests } from "@/db/digests";
import { wantsWeekly } from "@/db/mail";
import { listMissingWeeks } from "@/db/missing-digests";
import { AREA_TITLES, figurePhrase, standoutText, weekDays, weekTitle } from "@/domain/digest-words";
import { DIGEST_AREAS, type DigestData } from "@/domain/digests";
import { isoWeekOf } from "@/domain/iso-weeks";
import { localDate, weekday } from "@/domain/time-zones";
import type { Format } from "@/domain/units";
import { canSendMail } from "@/integrations/mail";
import { requireUser } from "../../_auth/visitor";
import { formatOf } from "../_view/visitor-format";
import { catchUp, letters } from "./actions";
import { AreaRows } from "./area-rows";

export const metadata: Metadata = { title: "Weekly" };

/** Two years of weeks stand on the page; the API has all of them. */
const SHOWN = 104;

/** This week so far, and every week in review. */
export default async function WeeklyPage() {
  const { visitor, actor } = await requireUser();
  const format = formatOf(visitor);
  const today = localDate(new Date(), visitor.timeZone);
  const thisWeek = isoWeekOf(today);
  const [now, stored, byMail, missing] = await readAtOnce(actor, (tx) =>
    Promise.all([
      countWeek(tx, thisWeek, { daysBefore: weekday(today) }),
      listDigests(tx, { before: null, limit: SHOWN }),
      wantsWeekly(tx),
      listMissingWeeks(tx, today),
    ]),
  );
  const digests = stored.filter(({ data }) => !data.soFar);
  return (
    <>
      <PageHead title="Weekly" range={<a href={`/weekly/${thisWeek}`}>{weekTitle(thisWeek)} so far</a>} />
      <AreaRows data={now} format={format} upTo={today} />
      <Section title="Weeks in review" aside={<span className="text-soft">made on Mondays</span>}>
        {digests.length === 0 ? (
          <Empty title="No week yet" icon="calendar">
            <p>
              On Monday the week that ends on Sunday is written here, by itself. Once you bring a past along, its last 12 weeks
              can be written here at once.
            </p>
          </Empty>
        ) : (
          <ul className="week-list">
            {digests.map(({ isoWeek, data }) => (
              <li key={isoWeek}>
                <a href={`/weekly/${isoWeek}`}>
                  <span className="week-list-title">{weekTitle(isoWeek)}</span>
                  <span className="text-soft">{weekDays(isoWeek, format)}</span>
                </a>
                <Line data={data} format={format} />
              </li>
            ))}
          </ul>
        )}
        {missing.length > 0 ? (
          <div className="mt-4">
            <ActionButton action={catchUp} pending="Writing…">
              {missing.length === 1 ? "Write the week that is missing" : `Write ${missing.length} weeks that are missing`}
            </ActionButton>
          </div>
        ) : null}
      </Section>
      {visitor.role === "guest" ? null : <Letters wanted={byMail} />}
    </>
  );
}

/** The weeks by email, for whoever wants them. */
function Letters({ wanted }: { wanted: boolean }) {
  return (
    <Section title="By email">
      {canSendMail() ? (
        <>
          <p className="mb-3">
            {wanted
              ? "Every Monday your week comes to the address you sign in with."
              : "Your week can come to the address you sign in with, every Monday."}
          </p>
          <ActionButton action={letters} fields={{ wanted: wanted ? "no" : "yes" }}>
            {wanted ? "No more letters" : "Send me my weeks"}
          </ActionButton>
        </>
      ) : (
        <p className="text-soft">
          This Almanac cannot send email: the person who runs it has to set <code>SMTP_URL</code>.
        </p>
      )}
    </Section>
  );
}

/** What the week came to in one line, and what stood out. */
function Line({ data, format }: { data: DigestData; format: Format }) {
  const told = DIGEST_AREAS.filter((area) => data.areas[area].thisWeek);
  return (
    <>
      <p className="week-line">
        {told.map((area) => (
          <span key={area} data-area={area}>
            {AREA_TITLES[area]} <Amount {...figurePhrase(area, data.areas[area], data.areas[area].thisWeek, format)} />
          </span>
        ))}
        {told.length === 0 ? <span className="text-soft">Nothing was recorded.</span> : null}
      </p>
      {data.standout ? <p className="week-line text-soft">{standoutText(data.standout, format)}</p> : null}
    </>
  );
}
