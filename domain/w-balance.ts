import type { CriticalPower } from "./critical-power";

/** W'bal at each recorded second in joules, and its lowest value. Below 0 means that CP or W' are set too low, not a fault. */
export type WBalance = { balanceJ: Float64Array; minimumJ: number };

/**
 * W' balance by the integral model (Skiba 2012): W' minus all work above CP, each second's share recovering exponentially with
 * tau = 546 e^(-0.01 D) + 316 s, D = CP minus the mean of power below CP. Pauses count as 0 W.
 * `second` are the elapsed seconds of the rows.
 */
export function wBalanceIntegral(power: ArrayLike<number>, second: ArrayLike<number>, model: CriticalPower): WBalance {
  const { cpW, wPrimeJ } = model;
  const n = power.length;
  let below = 0;
  let belowSeconds = n === 0 ? 0 : (second[n - 1] as number) + 1 - n;
  for (let i = 0; i < n; i++) {
    const watts = power[i] as number;
    if (watts < cpW) {
      below += watts;
      belowSeconds++;
    }
  }
  const tau = 546 * Math.exp(-0.01 * (cpW - (belowSeconds > 0 ? below / belowSeconds : 0))) + 316;
  const keep = Math.exp(-1 / tau);
  let spent = 0;
  return balance(power, second, wPrimeJ, (watts, gap) => {
    spent *= gap === 1 ? keep : keep ** gap;
    if (watts > cpW) spent += watts - cpW;
    return wPrimeJ - spent;
  });
}

/**
 * W' balance by the differential model (Froncioni, Clarke): above CP the difference is spent; below it, W' recovers at
 * (CP - P) times the part that is spent. Pauses count as 0 W.
 * `second` are the elapsed seconds of the rows.
 */
export function wBalanceDifferential(power: ArrayLike<number>, second: ArrayLike<number>, model: CriticalPower): WBalance {
  const { cpW, wPrimeJ } = model;
  let left = wPrimeJ;
  return balance(power, second, wPrimeJ, (watts, gap) => {
    if (gap > 1) left = wPrimeJ - (wPrimeJ - left) * (1 - cpW / wPrimeJ) ** (gap - 1);
    left += watts < cpW ? ((cpW - watts) * (wPrimeJ - left)) / wPrimeJ : cpW - watts;
    return left;
  });
}

function balance(
  power: ArrayLike<number>,
  second: ArrayLike<number>,
  wPrimeJ: number,
  next: (watts: number, gapS: number) => number,
): WBalance {
  const balanceJ = new Float64Array(power.length);
  let minimumJ = wPrimeJ;
  for (let i = 0; i < power.length; i++) {
    const gap = i === 0 ? 1 : (second[i] as number) - (second[i - 1] as number);
    const left = next(power[i] as number, gap);
    balanceJ[i] = left;
    if (left < minimumJ) minimumJ = left;
  }
  return { balanceJ, minimumJ };
}
