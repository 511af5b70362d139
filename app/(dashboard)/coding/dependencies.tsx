import { BarList } from "@/components/charts/bar-list";
import { Section } from "@/components/ui/section";
import type { Format } from "@/domain/units";
import { timeText } from "./time-text";

type Props = { items: readonly { name: string; us: number }[]; range: string; format: Format };

/** What the files import. The times overlap, so they have no shares. */
export function Dependencies({ items, range, format }: Props) {
  const halves = [items.slice(0, Math.ceil(items.length / 2)), items.slice(Math.ceil(items.length / 2))];
  const some = halves.filter((half) => half.length > 0);
  if (some.length === 0) return null;
  const most = items[0]?.us ?? 0;
  return (
    <Section title="Dependencies" area="coding" aside={`most time first, ${range}`}>
      <div className="grid items-start gap-x-8 md:grid-cols-2">
        {some.map((half, index) => (
          <BarList
            key={half[0]?.name}
            label={index === 0 ? "Dependencies" : "More dependencies"}
            area="coding"
            most={most}
            items={half.map(({ name, us }) => ({ label: name, value: us, text: timeText(us, format) }))}
          />
        ))}
      </div>
      <p className="mt-2 text-12 text-soft">The time in a file counts for each library that it imports.</p>
    </Section>
  );
}
