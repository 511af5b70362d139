import { HEART } from "./form";
import { type Random, wandering } from "./random";

/**
 * A heart that follows an effort (1 = threshold) with half a minute's delay, drifts upwards over the hours and never exceeds its
 * maximum. `ask` takes the effort of the last `stepS` seconds and answers beats per minute, whole as a strap says them.
 */
export function heart(random: Random, warmth: number): (effort: number, second: number, stepS: number) => number {
  let bpm: number = HEART.resting + 32;
  const noise = wandering(random, 0.9, 0.45);
  const offset = (random() - 0.5) * 5 + warmth * 4;
  return (effort, second, stepS) => {
    const drift = (second / 3600) * (3 + 2 * warmth);
    const wanted = Math.min(HEART.max - 2, 44 + 125 * effort + offset + drift);
    bpm += (wanted - bpm) * (1 - Math.exp(-stepS / 32));
    return Math.round(Math.min(HEART.max, bpm + noise()));
  };
}
