import type { ComponentProps } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { Tabs } from "@/components/ui/tabs";
import { formatTime } from "@/domain/units";
import { dayText } from "./dates";

type Momentary = { localDate: string; startAt: Date; timeZone: string; startPrecision?: string };

/** Day and clock of a thing in its own zone, which is named where it is not the person's; the day alone where no more is known. */
export function momentOf(thing: Momentary, visitor: { numberFormat: string; timeZone: string }): string {
  const day = dayText(thing.localDate, visitor.numberFormat, "full");
  if (thing.startPrecision === "day") return day;
  const zone = thing.timeZone === visitor.timeZone ? "" : ` (${thing.timeZone})`;
  return `${day}, ${formatTime(thing.startAt, visitor.numberFormat, thing.timeZone)}${zone}`;
}

type Props = {
  thing: { id: string; title: string; version: number; deletedAt: Date | null };
  /** What the first of its two pages is called, and the list that it stands in. */
  page: string;
  list: { href: string; label: string };
  area: string;
  range: string;
  current: "page" | "history";
  remove: ComponentProps<typeof ActionForm>["action"];
  undelete: ComponentProps<typeof ActionForm>["action"];
};

/** The head of the two pages, itself and its history, of a thing that can be edited, deleted and brought back. */
export function ThingHead({ thing, page, list, area, range, current, remove, undelete }: Props) {
  const href = `${list.href}/${encodeURIComponent(thing.id)}`;
  const gone = thing.deletedAt !== null;
  return (
    <PageHead
      title={thing.title}
      range={range}
      area={area}
      back={gone ? { href: `${list.href}/deleted`, label: "Deleted" } : list}
      action={
        current === "page" ? (
          <div className="flex items-center gap-2">
            {gone ? null : (
              <ButtonLink href={`${href}/edit`} variant="main" icon="edit">
                Edit
              </ButtonLink>
            )}
            <ActionForm action={gone ? undelete : remove} className="contents">
              <input type="hidden" name="id" value={thing.id} />
              <SubmitButton variant={gone ? "main" : "quiet"} pending={gone ? "Bringing back…" : "Deleting…"}>
                {gone ? "Undelete" : "Delete"}
              </SubmitButton>
            </ActionForm>
          </div>
        ) : undefined
      }
      tabs={
        <Tabs
          label={`This ${page.toLowerCase()}`}
          items={[
            { href, label: page, current: current === "page" },
            { href: `${href}/history`, label: "History", count: String(thing.version), current: current === "history" },
          ]}
        />
      }
    />
  );
}
