import type { ParsedFit } from "fit-file-parser";
import { columnOf, rowAt, type Samples } from "./samples";
import { DAY_S, MOST, positiveOrNull } from "./units";

type Session = NonNullable<ParsedFit["sessions"]>[number];

/** A stretch of a swim in seconds since 1970, and what was covered in it, with how many strokes a minute: 0 m while resting at the wall. */
type Stretch = { fromS: number; toS: number; metres: number; cadence: number | null };

/** Samples much further apart would be taken for pauses, and no chart could draw a length. */
const STEP_S = 10;

const DISTANCE = columnOf("distance");
const SPEED = columnOf("speed");
const CADENCE = columnOf("cadence");

/** Whether a session is a swim whose distance the watch counted in lengths of a pool. */
export function isPoolSwim(session: Session): boolean {
  return session.sport === "swimming" && (session.sub_sport === "lap_swimming" || positiveOrNull(session.pool_length) !== null);
}

/**
 * Lays the lengths of pool swims under the samples. Watches write a sample at the end of a length, if at all, so that the first length
 * and most of the time are missing from the samples: each length is made a straight line in time and distance, with samples at both
 * ends. Where lengths are missing, laps stand for them, then the whole session. `cut` files keep to the lengths they have.
 */
export function layLengths(samples: Samples, messages: ParsedFit | null, cut: boolean): void {
  for (const session of messages?.sessions ?? []) {
    const whole = stretchOf(session, positiveOrNull(session.total_distance, MOST.distanceM) ?? 0);
    if (!whole || !isPoolSwim(session)) continue;
    const stretches = stretchesOf(session, whole, messages, cut);
    const counted = stretches.reduce((sum, { metres }) => sum + metres, 0);
    if (counted === 0) continue;
    // A person may have corrected the count afterwards; then the session knows better.
    const factor = cut || whole.metres === 0 ? 1 : whole.metres / counted;
    lay(samples, knotsOf(stretches, factor), whole);
  }
}

function stretchOf(
  part: { start_time?: unknown; total_elapsed_time?: unknown; total_timer_time?: unknown; avg_swimming_cadence?: unknown },
  metres: number,
): Stretch | null {
  const fromS = part.start_time instanceof Date ? part.start_time.getTime() / 1000 : Number.NaN;
  const seconds = positiveOrNull(part.total_elapsed_time) ?? positiveOrNull(part.total_timer_time);
  return Number.isNaN(fromS) || seconds === null || seconds > DAY_S
    ? null
    : { fromS, toS: fromS + seconds, metres, cadence: positiveOrNull(part.avg_swimming_cadence) };
}

/** Lengths, else laps, else the session itself, in order. */
function stretchesOf(session: Session, whole: Stretch, messages: ParsedFit | null, cut: boolean): Stretch[] {
  const poolM = positiveOrNull(session.pool_length) ?? whole.metres / (positiveOrNull(session.num_active_lengths) ?? Infinity);
  const inside = (stretch: Stretch | null) =>
    stretch && stretch.fromS >= whole.fromS - 1 && stretch.fromS < whole.toS ? [stretch] : [];
  const lengths = (messages?.lengths ?? []).flatMap((length) =>
    inside(stretchOf(length, length.length_type === "active" ? poolM : 0)),
  );
  const laps = (messages?.laps ?? []).flatMap((lap) =>
    inside(stretchOf(lap, positiveOrNull(lap.total_distance, MOST.distanceM) ?? 0)),
  );
  const counted = [lengths, laps].find((list) => list.some(({ metres }) => metres > 0)) ?? (cut ? [] : [whole]);
  return counted.sort((a, b) => a.fromS - b.fromS);
}

/** Points of the curve of distance over time, both rising; `cadence` is that of the stretch which ends there. */
type Knot = { atS: number; metres: number; cadence: number | null };

function knotsOf(stretches: readonly Stretch[], factor: number): Knot[] {
  const knots: Knot[] = [];
  let metres = 0;
  let atS = -Infinity;
  for (const stretch of stretches) {
    atS = Math.max(atS, stretch.fromS);
    knots.push({ atS, metres, cadence: null });
    atS = Math.max(atS, stretch.toS);
    metres += stretch.metres * factor;
    knots.push({ atS, metres, cadence: stretch.cadence });
  }
  return knots;
}

function lay(samples: Samples, knots: readonly Knot[], whole: Stretch): void {
  for (const [index, { atS }] of knots.entries()) {
    // The second after each end, so that the last sample has all of the distance.
    const next = knots[index + 1];
    samples.append(index === 0 ? Math.floor(atS) : Math.ceil(atS));
    for (let between = Math.ceil(atS) + STEP_S; next && between < next.atS; between += STEP_S) samples.append(between);
  }
  const ends = Float64Array.from(knots, (knot) => knot.atS);
  for (let row = 0; row < samples.size; row++) {
    const atS = samples.time[row] ?? 0;
    if (atS < Math.floor(whole.fromS) || atS > Math.ceil(whole.toS)) continue;
    const next = rowAt(ends, atS);
    const from = knots[Math.max(0, next - 1)];
    const to = knots[next] ?? from;
    if (!from || !to) continue;
    const span = to.atS - from.atS;
    const mps = span > 0 ? (to.metres - from.metres) / span : 0;
    samples.set(row, DISTANCE, from.metres + mps * Math.max(0, atS - from.atS));
    samples.set(row, SPEED, mps);
    if (to.cadence !== null) samples.set(row, CADENCE, to.cadence);
  }
}
