import { worldUnits } from "./project";

/** What the frame shows, in track units: its middle and its width. The height follows from the frame's fixed shape. */
export type View = { x: number; y: number; width: number };
type Box = { x: number; y: number; width: number; height: number };

/** Width to height of every map. */
export const aspect = 3 / 2;
const least = 120;

/** The whole track with some air around it. */
export function fitView(box: Box): View {
  const width = Math.max(box.width, box.height * aspect, least) * 1.15;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, width };
}

/** Nearer (factor under 1) or farther, keeping the place under the pointer (0 to 1 across and down the frame) where it is. */
export function zoomView(view: View, factor: number, whole: View, at = { across: 0.5, down: 0.5 }): View {
  const width = Math.min(Math.max(view.width * factor, least), whole.width * 4);
  const gain = view.width - width;
  return { x: view.x + (at.across - 0.5) * gain, y: view.y + ((at.down - 0.5) * gain) / aspect, width };
}

/** Moved by parts of the frame. */
export function panView(view: View, across: number, down: number): View {
  return { ...view, x: view.x + across * view.width, y: view.y + (down * view.width) / aspect };
}

/** Where a point stands in the frame, in percent from the left and the top. */
export function place(view: View, x: number, y: number): { left: number; top: number } {
  return {
    left: round(((x - view.x) / view.width + 0.5) * 100),
    top: round(((y - view.y) / (view.width / aspect) + 0.5) * 100),
  };
}

export function viewBox(view: View): string {
  const height = view.width / aspect;
  return [view.x - view.width / 2, view.y - height / 2, view.width, height].map(round).join(" ");
}

/** The longest round distance that takes at most a quarter of the frame, and its width in percent. */
export function scaleBar(view: View, metresPerUnit: number, units: "km" | "mi"): { label: string; width: number } {
  const frameM = view.width * metresPerUnit;
  const mileM = 1609.344;
  const footM = 0.3048;
  const useSmall = units === "mi" ? frameM / 4 < mileM / 2 : frameM / 4 < 1000;
  const unitM = units === "mi" ? (useSmall ? footM : mileM) : useSmall ? 1 : 1000;
  const most = frameM / 4 / unitM;
  const power = 10 ** Math.floor(Math.log10(most));
  const count = [5, 2, 1].map((factor) => factor * power).find((candidate) => candidate <= most) ?? power;
  const name = units === "mi" ? (useSmall ? "ft" : "mi") : useSmall ? "m" : "km";
  return { label: `${Number(count.toPrecision(3))} ${name}`, width: round(((count * unitM) / frameM) * 100) };
}

export type Tile = { key: string; href: string; x: number; y: number; size: number };

/** The tiles that cover the view at the zoom that fits the frame's width in pixels, in track units. */
export function tilesFor(view: View, origin: readonly [number, number], framePx: number, template: string): Tile[] {
  const unitsPerPx = view.width / framePx;
  const zoom = Math.min(18, Math.max(1, Math.round(18 - Math.log2(unitsPerPx))));
  const size = worldUnits / 2 ** zoom;
  const height = view.width / aspect;
  const from = [origin[0] + view.x - view.width / 2, origin[1] + view.y - height / 2].map((edge) => Math.floor(edge / size));
  const to = [origin[0] + view.x + view.width / 2, origin[1] + view.y + height / 2].map((edge) => Math.floor(edge / size));
  const tiles: Tile[] = [];
  const count = 2 ** zoom;
  for (let column = from[0] ?? 0; column <= (to[0] ?? 0); column++) {
    for (let row = Math.max(0, from[1] ?? 0); row <= Math.min(count - 1, to[1] ?? 0); row++) {
      const wrapped = ((column % count) + count) % count;
      const href = template.replace("{z}", String(zoom)).replace("{x}", String(wrapped)).replace("{y}", String(row));
      tiles.push({ key: `${zoom}/${column}/${row}`, href, x: column * size - origin[0], y: row * size - origin[1], size });
    }
  }
  return tiles;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
