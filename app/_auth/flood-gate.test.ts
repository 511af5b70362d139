import { describe, expect, it } from "vitest";
import { FloodGate, MOST_ROWS, type Turn, WINDOW_MS } from "./flood-gate";

const T0 = Date.UTC(2026, 10, 21);
const stranger = (who: string, kind = "jobs.run refused 401") => ({ kind, who, stranger: true });

/** Counts so many acts; the turns that there were. */
function flood(gate: FloodGate<string>, acts: number, knock: (n: number) => ReturnType<typeof stranger>, now = T0): Turn[] {
  return Array.from({ length: acts }, (_, n) => gate.turn(knock(n), `act ${n}`, now)).filter((turn) => turn !== null);
}

const sum = (turns: readonly Turn[]) => turns.reduce((acts, turn) => acts + turn.acts, 0);

describe("a flood", () => {
  it("has rows of its own at first, then one for ever more acts, and none is lost", () => {
    const gate = new FloodGate<string>();
    const turns = flood(gate, 100_000, () => stranger("10.0.0.1"));
    expect(turns.slice(0, MOST_ROWS.kind).every(({ acts }) => acts === 1)).toBe(true);
    expect(turns.slice(MOST_ROWS.kind).map(({ acts }) => acts)).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600]);
    const rest = gate.takeLapsed(T0 + WINDOW_MS);
    expect(rest.map(({ act }) => act)).toEqual(["act 99999"]);
    expect(sum(turns) + sum(rest.map(({ turn }) => turn))).toBe(100_000);
  });

  it("takes no rows from another address, person or kind", () => {
    const gate = new FloodGate<string>();
    flood(gate, 5_000, () => stranger("10.0.0.1"));
    for (const other of [
      stranger("10.0.0.2"),
      stranger("10.0.0.1", "sessions.create refused 401"),
      { ...stranger("ada"), stranger: false },
    ])
      expect(gate.turn(other, "other", T0)).toEqual({ acts: 1, since: T0 });
  });

  it("of many kinds, or from many addresses, is bounded as a whole, and makes no tallies without end", () => {
    const kinds = flood(new FloodGate(), 50_000, (n) => stranger("10.0.0.1", `kind ${n}`));
    expect(kinds.length).toBeLessThan(MOST_ROWS.who + 10);
    const gate = new FloodGate<string>();
    const addresses = flood(gate, 200_000, (n) => stranger(`10.0.${n >> 8}.${n & 255}`));
    expect(addresses.length).toBeLessThan(MOST_ROWS.strangers + 10);
    expect(Reflect.get(gate, "tallies").size).toBeLessThanOrEqual(2 * MOST_ROWS.strangers + 1);
    expect(gate.turn({ kind: "k", who: "ada", stranger: false }, "hers", T0)).toEqual({ acts: 1, since: T0 });
  });

  it("is over with its window", () => {
    const gate = new FloodGate<string>();
    flood(gate, 150, () => stranger("10.0.0.1"));
    expect(gate.takeLapsed(T0 + WINDOW_MS - 1)).toEqual([]);
    expect(gate.takeLapsed(T0 + WINDOW_MS)).toEqual([{ act: "act 149", turn: { acts: 50, since: T0 } }]);
    expect(gate.turn(stranger("10.0.0.1"), "again", T0 + WINDOW_MS)).toEqual({ acts: 1, since: T0 + WINDOW_MS });
    expect(gate.takeLapsed(T0 + 3 * WINDOW_MS)).toEqual([]);
  });
});
