import type { Lane } from "@/components/charts/day-timeline";
import { stretchOf } from "@/db/coding-timeline";
import { localSecond } from "@/domain/time-zones";
import { type Format, formatTime } from "@/domain/units";
import type { CodingView } from "./coding-state";
import { coloursOf, freeName } from "./days-chart";
import { languageHref, projectHref, shownName } from "./dimension-words";
import { timeText } from "./time-text";

/** A stretch of work under one name, in microseconds. */
export type Block = { startUs: number; us: number; name: string };

type Given = { blocks: readonly Block[]; date: string; timeZone: string; view: CodingView; format: Format };

/** The day as a lane for each name; from the sixth name on they share one. */
export function dayLanes({ blocks, date, timeZone, view, format }: Given): Lane[] {
  const { fromUs, toUs } = stretchOf({ from: date, to: date }, timeZone);
  const part = (us: number) => Math.round((us / (toUs - fromUs)) * 10_000) / 10;
  const colours = coloursOf(blocks);
  const clock = (us: number) => formatTime(new Date(us / 1000), format.locale, timeZone);
  const lanes = new Map<number, Lane & { us: number }>();
  for (const { startUs, us, name } of blocks) {
    const colour = colours.get(name) ?? 6;
    let lane = lanes.get(colour);
    if (!lane) {
      const shared = colour === 6;
      // One name alone needs no colour of its own.
      const own = colours.size > 1 ? colour : 0;
      lane = {
        label: freeName(shared ? "Other" : shownName(view, name), [...lanes.values()]),
        text: "",
        colour: own,
        blocks: [],
        us: 0,
      };
      if (!shared && view === "project") lane.href = projectHref(name);
      if (!shared && view === "language") lane.href = languageHref(name);
      lanes.set(colour, lane);
    }
    lane.us += us;
    const words = `${clock(startUs)}–${clock(startUs + us)} · ${colour === 6 ? `${shownName(view, name)} · ` : ""}${timeText(us, format)}`;
    lane.blocks.push([part(startUs - fromUs), part(us), words]);
  }
  return [...lanes.values()]
    .sort((a, b) => a.colour - b.colour)
    .map(({ us, ...lane }) => ({ ...lane, text: timeText(us, format) }));
}

/** Every third full hour that clocks show on the day, and its end: where clocks change, the hours between are fewer or more. */
export function hourTicks(date: string, timeZone: string, locale: string) {
  const { fromUs, toUs } = stretchOf({ from: date, to: date }, timeZone);
  const step = 900_000_000;
  const ticks: { left: number; label: string }[] = [];
  for (let at = fromUs; at < toUs; at += step) {
    const second = localSecond(new Date(at / 1000), timeZone);
    if (second % 10_800 !== 0) continue;
    const label = formatTime(new Date(at / 1000), locale, timeZone).replace(/:00/, "");
    ticks.push({ left: Math.round(((at - fromUs) / (toUs - fromUs)) * 10_000) / 10, label });
  }
  return ticks;
}
