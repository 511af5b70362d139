import type { Metadata } from "next";
import { CodingTabs } from "@/components/coding/coding-tabs";
import { NoCoding } from "@/components/coding/no-coding";
import { DataTable } from "@/components/table/data-table";
import { PageHead } from "@/components/ui/page-head";
import { readAtOnce } from "@/db/client";
import { codingTotals } from "@/db/coding-reads";
import { namePart } from "@/domain/coding-names";
import { addDays, localDate } from "@/domain/time-zones";
import { requireUser } from "../../../_auth/visitor";
import { formatOf } from "../../_view/visitor-format";
import { counted } from "../../_view/words";
import { shownName } from "../dimension-words";
import { shareText, timeText } from "../time-text";

export const metadata: Metadata = { title: "Coding languages" };

/** Every language that time was ever told of, the most first. */
export default async function CodingLanguagesPage() {
  const { visitor, actor } = await requireUser();
  const format = formatOf(visitor);
  const to = addDays(localDate(new Date(), visitor.timeZone), 1);
  const { items } = await readAtOnce(actor, (tx) => codingTotals(tx, { from: null, to, dimensions: ["language"] }));
  const whole = items.reduce((sum, { us }) => sum + us, 0);
  return (
    <>
      <PageHead
        title="Coding"
        area="coding"
        range={items.length > 0 ? `${counted(items.length, "language", format)}, all time` : undefined}
        tabs={<CodingTabs current="/coding/languages" />}
      />
      {items.length === 0 ? (
        <NoCoding />
      ) : (
        <DataTable
          label="Languages"
          columns={[
            { key: "name", label: "Language", phone: "main" },
            { key: "time", label: "Time", align: "end", phone: "side" },
            { key: "share", label: "Share", align: "end" },
          ]}
          rows={items.map(({ name, us }) => [
            namePart(name),
            shownName("language", name),
            timeText(us, format),
            shareText(us, whole, format),
          ])}
          rowHref="/coding/languages/{id}"
        />
      )}
    </>
  );
}
