import { BarList } from "@/components/charts/bar-list";
import type { UrlState } from "@/components/table/url";
import { Section } from "@/components/ui/section";
import type { Format } from "@/domain/units";
import { counted } from "../_view/words";
import { listHref, nameHref, shownName, TITLES, type Told } from "./dimension-words";
import { shareText, timeText } from "./time-text";

export type NamedTime = { name: string; us: number };

type Props = {
  told: Told;
  items: readonly NamedTime[];
  url: UrlState;
  /** The days and the filter that the items are of, where the address does not say all of it. */
  rows?: UrlState;
  format: Format;
  /** The colours that names have in the chart above. */
  colours?: ReadonlyMap<string, number>;
  most?: number;
};

/** The time by project, language and so on: the most first, with its share of all that is told apart. */
export function NameList({ told, items, url, rows = url, format, colours, most = 8 }: Props) {
  if (items.length === 0) return null;
  const whole = items.reduce((sum, item) => sum + item.us, 0);
  const sorted = [...items].sort((a, b) => b.us - a.us);
  const { many, one } = TITLES[told];
  const allHref = listHref(told, rows);
  const left = sorted.slice(most);
  const rest = left.reduce((sum, item) => sum + item.us, 0);
  return (
    <Section
      title={many}
      area="coding"
      aside={
        allHref && left.length > 0 ? (
          <a href={allHref}>{`All ${counted(items.length, one, format, many.toLowerCase())}`}</a>
        ) : undefined
      }
    >
      <BarList
        label={many}
        area="coding"
        items={[
          ...sorted.slice(0, most).map(({ name, us }) => ({
            label: shownName(told, name),
            value: us,
            text: timeText(us, format),
            href: nameHref(told, name, url, rows),
            note: shareText(us, whole, format),
            colour: colours && colours.size > 1 ? colours.get(name) : undefined,
          })),
          ...(left.length > 0
            ? [
                {
                  label: `${left.length} more`,
                  // No bar: what many have together would make every other bar a speck.
                  value: null,
                  text: timeText(rest, format),
                  note: shareText(rest, whole, format),
                  href: allHref,
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}
