import { DataTable } from "@/components/table/data-table";
import { Section } from "@/components/ui/section";
import type { Format } from "@/domain/units";
import { timeText } from "./time-text";

type Entity = { entity: string; type: string; us: number };
type Props = { entities: readonly Entity[]; range: string; project?: string; format: Format };

/** Files, pages and programs by the time they had. */
export function FileList({ entities, range, project, format }: Props) {
  const some = entities.filter(({ us }) => us > 0);
  if (some.length === 0) return null;
  return (
    <Section title="Files" area="coding" aside={`most time first, ${range}`}>
      <DataTable
        label="Files"
        columns={[
          { key: "file", label: "File", phone: "main" },
          { key: "type", label: "Kind", kind: "muted", phone: "hide" },
          { key: "time", label: "Time", align: "end", phone: "side" },
        ]}
        rows={some.map(({ entity, type, us }) => [`${type} ${entity}`, entityText(entity, project), type, timeText(us, format)])}
      />
    </Section>
  );
}

/** A path from its project on, where the project's name is a folder of it; else as it came. */
function entityText(entity: string, project: string | undefined): string {
  if (!project) return entity;
  const parts = entity.split(/[/\\]/);
  const at = parts.indexOf(project);
  return at >= 0 && at < parts.length - 1 ? parts.slice(at + 1).join("/") : entity;
}
