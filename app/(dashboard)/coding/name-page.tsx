import { notFound } from "next/navigation";
import { PageHead } from "@/components/ui/page-head";
import { nameOfPart } from "@/domain/coding-names";
import { isStorableText } from "@/domain/fields";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../_auth/visitor";
import { formatOf } from "../_view/visitor-format";
import { type About, CodingOverview } from "./coding-overview";
import { readCodingState, type SearchParams } from "./coding-state";
import { daysText } from "./days-chart";
import { nameHref, shownName, TITLES } from "./dimension-words";
import { loadCoding } from "./load-coding";

/** The name that the last part of an address means; one that nothing can have is not found. */
export function nameOf(part: string): string {
  let name = "\0";
  try {
    name = nameOfPart(decodeURIComponent(part));
  } catch {
    // Half an escape: nobody's name.
  }
  if (!isStorableText(name)) notFound();
  return name;
}

/** One project or one language: its range, figures, days, names and files. */
export async function NamePage({ told, name, searchParams }: About & { searchParams: SearchParams }) {
  const { visitor, actor } = await requireUser();
  const { locale } = formatOf(visitor);
  const now = new Date();
  const today = localDate(now, visitor.timeZone);
  const path = nameHref(told, name, { path: "", query: "" });
  const view = searchParams["view"] ?? (told === "project" ? "language" : "project");
  const read = readCodingState({ ...searchParams, view }, today, { path, usual: "all" });
  const state = { ...read, filter: { ...read.filter, [told]: name } };
  const loaded = await loadCoding(actor, { state, today, timeZone: visitor.timeZone, files: true });
  const [first, last] = [loaded.days[0]?.date, loaded.days.at(-1)?.date];
  if (!first || !last) notFound();
  return (
    <>
      <PageHead
        title={shownName(told, name)}
        area="coding"
        back={{ href: `/coding/${TITLES[told].many.toLowerCase()}`, label: TITLES[told].many }}
        range={daysText({ from: first, to: last }, locale)}
      />
      <CodingOverview {...{ state, loaded, today, now, visitor }} about={{ told, name }} />
    </>
  );
}
