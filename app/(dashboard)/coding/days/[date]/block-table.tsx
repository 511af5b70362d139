import { DataTable } from "@/components/table/data-table";
import type { UrlState } from "@/components/table/url";
import { Section } from "@/components/ui/section";
import type { CodingDuration } from "@/db/coding-timeline";
import { type Format, formatTime } from "@/domain/units";
import { counted } from "../../../_view/words";
import type { CodingView } from "../../coding-state";
import { briefName, nameHref, TITLES } from "../../dimension-words";
import { timeText } from "../../time-text";

/** `rows`: the day as an address means it, for the projects' pages. */
type Props = { blocks: readonly CodingDuration[]; view: CodingView; rows: UrlState; timeZone: string; format: Format };

/** More blocks are no list that anybody reads; the timeline has all. */
const MOST = 100;

/** The blocks of a day in words, one after the other. */
export function BlockTable({ blocks, view, rows, timeZone, format }: Props) {
  if (blocks.length === 0) return null;
  const clock = (us: number) => formatTime(new Date(us / 1000), format.locale, timeZone);
  const byName = view !== "project" && view !== "agent";
  const byAgents = blocks.some(({ agent }) => agent !== "");
  return (
    <Section
      title="Blocks"
      id="blocks"
      area="coding"
      aside={
        blocks.length > MOST
          ? `the first ${MOST} of ${counted(blocks.length, "block", format)}`
          : counted(blocks.length, "block", format)
      }
    >
      <DataTable
        label="Blocks"
        columns={[
          { key: "from", label: "From", phone: "main" },
          { key: "to", label: "To", phone: "hide" },
          { key: "time", label: "Time", align: "end", phone: "side" },
          { key: "project", label: "Project", kind: "link" },
          ...(byName ? [{ key: "name", label: TITLES[view].one.replace(/^./, (first) => first.toUpperCase()) }] : []),
          ...(byAgents ? [{ key: "agent", label: "Work", kind: "muted" as const }] : []),
        ]}
        rows={blocks
          .slice(0, MOST)
          .map(({ startUs, us, project, name, agent }) => [
            String(startUs),
            clock(startUs),
            clock(startUs + us),
            timeText(us, format),
            [briefName("project", project), nameHref("project", project, rows, rows)],
            ...(byName ? [briefName(view, name)] : []),
            ...(byAgents ? [briefName("agent", agent)] : []),
          ])}
      />
    </Section>
  );
}
