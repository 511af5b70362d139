import type { Metadata } from "next";
import { ActionButton } from "@/components/ui/action-button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { asUser } from "@/db/client";
import { listReflections } from "@/db/reflections";
import { readReflectionFilter } from "@/domain/reflections";
import { requireUser } from "../../../_auth/visitor";
import { dayText } from "../../_view/dates";
import { formatOf } from "../../_view/visitor-format";
import { undelete } from "../actions";
import { Excerpt } from "../excerpt";

export const metadata: Metadata = { title: "Deleted days" };

/** Days whose reflection was deleted, each with the way back. */
export default async function DeletedReflectionsPage() {
  const { visitor, actor } = await requireUser();
  const { locale } = formatOf(visitor);
  const { rows } = await asUser(actor, (tx) => listReflections(tx, readReflectionFilter({ deleted: "true", limit: "200" })));
  return (
    <>
      <PageHead title="Deleted days" area="mood" back={{ href: "/reflections", label: "Reflections" }} />
      {rows.length === 0 ? (
        <Empty title="No deleted days" icon="trash">
          <p>A day that you delete stays here until you bring it back.</p>
        </Empty>
      ) : null}
      <ul className="reflections">
        {rows.map((day) => (
          <li key={day.id}>
            <span className="font-semibold">{dayText(day.date, locale, "full")}</span>
            <Excerpt text={day.text} />
            <ActionButton action={undelete} fields={{ id: day.id }} variant="quiet" icon="undo">
              Bring it back
            </ActionButton>
          </li>
        ))}
      </ul>
    </>
  );
}
