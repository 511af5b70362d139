import type { PlotModel } from "./plot-model";

export type MarksProps = {
  model: PlotModel;
  unit: string;
  /** Charts with the same one share their cursor. */
  syncId?: string;
  /** A point was chosen, by its number. */
  onPick?: (index: number) => void;
  /** The cursor stands on a point, by pointer or by keys. */
  onPoint?: (index: number) => void;
  label: string;
};
