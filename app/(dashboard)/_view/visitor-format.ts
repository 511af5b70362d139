import type { Visitor } from "@/db/accounts";
import type { Format } from "@/domain/units";

/** How a person wants numbers written, for the formatting functions of `domain/units`. */
export function formatOf(visitor: Pick<Visitor, "units" | "numberFormat">): Format {
  return { units: visitor.units, locale: visitor.numberFormat };
}
