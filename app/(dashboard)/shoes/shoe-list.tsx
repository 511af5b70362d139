import { MileageBar } from "@/components/shoes/mileage-bar";
import { Badge } from "@/components/ui/badge";
import type { ShoeUse } from "@/db/shoes";
import { type Format, formatDate } from "@/domain/units";
import { counted } from "../_view/words";
import { wearOf } from "./wear";

/** Shoes under each other, each with its mileage and what is left of it. */
export function ShoeList({ shoes, format, label }: { shoes: readonly ShoeUse[]; format: Format; label: string }) {
  return (
    <ul aria-label={label}>
      {shoes.map((shoe) => (
        <ShoeItem key={shoe.id} shoe={shoe} format={format} />
      ))}
    </ul>
  );
}

function ShoeItem({ shoe, format }: { shoe: ShoeUse; format: Format }) {
  const wear = wearOf(shoe, format);
  const used = [
    shoe.runs > 0 ? counted(shoe.runs, "run", format) : "No runs yet",
    shoe.lastRun ? `last on ${formatDate(shoe.lastRun, format.locale)}` : null,
    shoe.retiredAt ? `retired on ${formatDate(shoe.retiredAt.toISOString().slice(0, 10), format.locale)}` : wear.forecast,
  ];
  return (
    <li className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-1 border-line border-b py-3 last:border-b-0">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <a className="font-semibold" href={`/shoes/${shoe.id}`}>
          {shoe.name}
        </a>
        {wear.badge ? <Badge tone={wear.badge.tone}>{wear.badge.text}</Badge> : null}
      </span>
      <span className="tabular text-right">{wear.text}</span>
      {wear.share === null ? null : (
        <span className="col-span-2">
          <MileageBar share={wear.share} warning={shoe.warning} text={wear.text} />
        </span>
      )}
      <span className="col-span-2 text-12 text-soft">{used.filter(Boolean).join(" · ")}</span>
    </li>
  );
}
