import { describe, expect, it } from "vitest";
import { inOrder } from "./in-order";

async function* numbers(count: number, taken: number[] = []) {
  for (let n = 0; n < count; n++) {
    taken.push(n);
    yield n;
  }
}

/** Work that ends when it is told to. */
function gates(count: number) {
  const open: (() => void)[] = [];
  const closed = Array.from({ length: count }, (_, n) => new Promise<void>((resolve) => (open[n] = resolve)));
  return { open: (n: number) => open[n]?.(), wait: async (n: number) => closed[n] };
}

describe("inOrder", () => {
  it("hands results out in the order of the items, whichever ends first", async () => {
    const gate = gates(3);
    const limits = { most: 3, heaviest: 100, weigh: () => 1 };
    const results = inOrder(numbers(3), (n) => gate.wait(n).then(() => n * 10), limits);
    const first = results.next();
    gate.open(2);
    gate.open(1);
    gate.open(0);
    expect([(await first).value, (await results.next()).value, (await results.next()).value]).toEqual([0, 10, 20]);
    expect((await results.next()).done).toBe(true);
  });

  it("reads ahead no further than it may, by count and by weight, and never stops at one heavy item", async () => {
    const taken: number[] = [];
    const light = inOrder(numbers(100, taken), (n) => n, { most: 4, heaviest: 1_000, weigh: () => 1 });
    await light.next();
    expect(taken.length).toBeLessThanOrEqual(5);
    const weighed: number[] = [];
    const heavy = inOrder(numbers(3, weighed), (n) => n, { most: 8, heaviest: 10, weigh: () => 500 });
    expect((await heavy.next()).value).toBe(0);
    expect(weighed).toEqual([0]);
    expect((await heavy.next()).value).toBe(1);
    await light.return(undefined);
  });

  it("fails where the work fails, in its turn, and lets go of the source", async () => {
    let released = false;
    async function* source() {
      try {
        yield* numbers(10);
      } finally {
        released = true;
      }
    }
    const results = inOrder(
      source(),
      async (n) => {
        if (n === 2) throw new Error("two");
        return n;
      },
      { most: 4, heaviest: 100, weigh: () => 1 },
    );
    expect((await results.next()).value).toBe(0);
    expect((await results.next()).value).toBe(1);
    await expect(results.next()).rejects.toThrow("two");
    expect(released).toBe(true);
  });
});
