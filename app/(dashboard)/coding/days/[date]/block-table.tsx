import { DataTable } from "@/components/table/data-table";
import { Section } from "@/components/ui/section";
import type { CodingDuration } from "@/db/coding-timeline";
import { type Format, formatTime } from "@/domain/units";
import { counted } from "../../../_view/words";
import type { CodingView } from "../../coding-state";
import { briefName, TITLES } from "../../dimension-words";
import { timeText } from "../../time-text";

type Props = { blocks: readonly CodingDuration[]; view: CodingView; timeZone: string; format: Format };

/** More blocks are no list that anybody reads; the timeline has all. */
const MOST = 100;

/** The blocks of a day in words, one after the other. */
export function BlockTable({ blocks, view, timeZone, format }: Props) {
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
          { key: "project", label: "Project" },
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
            briefName("project", project),
            ...(byName ? [briefName(view, name)] : []),
            ...(byAgents ? [briefName("agent", agent)] : []),
          ])}
      />
    </Section>
  );
}
