import type { Piece } from "./coding";

/** "1 hr 23 mins", "2 mins", "7 secs". */
export function text(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours + minutes === 0) return `${Math.floor(seconds)} secs`;
  const parts = [
    hours > 0 ? `${hours.toLocaleString("en")} hr${hours === 1 ? "" : "s"}` : "",
    minutes > 0 ? `${minutes} min${minutes === 1 ? "" : "s"}` : "",
  ];
  return parts.filter(Boolean).join(" ");
}

/** A length of time in all the forms that WakaTime writes it in. */
export function figures(seconds: number) {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return {
    decimal: (seconds / 3600).toFixed(2),
    digital: `${hours}:${String(minutes).padStart(2, "0")}`,
    hours,
    minutes,
    text: text(seconds),
    total_seconds: Math.round(seconds * 1e6) / 1e6,
  };
}

/** Time by one thing that pieces have, most first, with its share. */
export function shares(pieces: readonly Piece[], key: Exclude<keyof Piece, "seconds">) {
  const sums = new Map<string, number>();
  for (const piece of pieces) sums.set(piece[key], (sums.get(piece[key]) ?? 0) + piece.seconds);
  const all = [...sums.values()].reduce((sum, seconds) => sum + seconds, 0);
  return [...sums]
    .sort((a, b) => b[1] - a[1])
    .map(([name, seconds]) => ({
      name,
      percent: Math.round((seconds / all) * 10_000) / 100,
      ...figures(seconds),
      seconds: Math.floor(seconds) % 60,
    }));
}
