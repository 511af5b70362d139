const FITNESS_DAYS = 42;
const FATIGUE_DAYS = 7;

/** One calendar day of the performance chart. `form` (TSB) compares yesterday's fitness (CTL) and fatigue (ATL). */
export type LoadDay = { stress: number; fitness: number; fatigue: number; form: number };

/**
 * Chronic and acute training load and training stress balance, day by day, by the exponential form that GoldenCheetah uses:
 * `ctl = ctl e^(-1/42) + tss (1 - e^(-1/42))`, the same with 7 for the acute load, both `seed` on the day before the first entry.
 * `dailyStress` has one number for **every** calendar day, rest days 0, several activities of a day added up.
 */
export function performanceChart(dailyStress: ArrayLike<number>, seed = { fitness: 0, fatigue: 0 }): LoadDay[] {
  const keepFitness = Math.exp(-1 / FITNESS_DAYS);
  const keepFatigue = Math.exp(-1 / FATIGUE_DAYS);
  let { fitness, fatigue } = seed;
  const days: LoadDay[] = [];
  for (let i = 0; i < dailyStress.length; i++) {
    const stress = dailyStress[i] as number;
    const form = fitness - fatigue;
    fitness = fitness * keepFitness + stress * (1 - keepFitness);
    fatigue = fatigue * keepFatigue + stress * (1 - keepFatigue);
    days.push({ stress, fitness, fatigue, form });
  }
  return days;
}
