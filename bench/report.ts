/** Prints a figure the way all benchmarks do, with its limit beside it, and notes whether it was kept. */
export function report(name: string, value: number, unit: string, reference: string, limit?: number): void {
  const kept = limit === undefined || value <= limit;
  console.log(
    `BENCH ${name} ${round(value)} ${unit} (reference ${reference}${limit === undefined ? "" : `; limit ${limit}: ${kept ? "kept" : "NOT KEPT"}`})`,
  );
  if (!kept) process.exitCode = 1;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3);
}
