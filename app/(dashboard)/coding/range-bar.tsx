import { Filters } from "@/components/table/filters";
import { withParams } from "@/components/table/url";
import { Segmented } from "@/components/ui/tabs";
import type { Format } from "@/domain/units";
import type { About } from "./coding-overview";
import type { CodingState } from "./coding-state";
import { codingFilterChips, codingFilterFields } from "./filter-form";
import { RANGE_LABELS, RANGES } from "./ranges";

type Search = { name: string; label: string; value: string };
type Props = {
  state: CodingState;
  names: readonly { dimension: string; name: string }[];
  about?: About;
  search?: Search;
  format: Format;
};

/** The ranges that have names, and the filter with days of one's own; a list is searched, too. */
export function RangeBar({ state, names, about, search, format }: Props) {
  const { url, range } = state;
  const searched = search?.value ? [{ label: `“${search.value}”`, names: [search.name] }] : [];
  return (
    <div className="mb-6 flex flex-wrap items-center justify-between gap-x-8 gap-y-2">
      <Segmented
        label="Range"
        items={RANGES.map((name) => ({
          href: withParams(url, { range: name, from: null, to: null, by: null, year: null }),
          label: RANGE_LABELS[name],
          current: name === range,
        }))}
      />
      <Filters
        url={url}
        label="Filter coding time"
        search={search}
        fields={codingFilterFields(state, names).filter(({ name }) => name !== about?.told)}
        shown={[...searched, ...codingFilterChips(state, format).filter(({ names: [name] }) => name !== about?.told)]}
      />
    </div>
  );
}
