/** Prints a figure the way all benchmarks do, with its limit beside it, and notes whether it was kept. */
export function report(name: string, value: number, unit: string, reference: string, limit?: number | { atLeast: number }): void {
  const least = typeof limit === "object";
  const mark = least ? limit.atLeast : limit;
  const kept = mark === undefined || (least ? value >= mark : value <= mark);
  const beside = mark === undefined ? "" : `; ${least ? "at least" : "limit"} ${mark}: ${kept ? "kept" : "NOT KEPT"}`;
  console.log(`BENCH ${name} ${round(value)} ${unit} (reference ${reference}${beside})`);
  if (!kept) process.exitCode = 1;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3);
}
