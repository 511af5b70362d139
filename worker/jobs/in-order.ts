/**
 * Runs work on the items of a sequence, several at a time, and hands out the results in the items' order. Reading ahead is bounded
 * by count and by weight, so that memory stays within limits however slowly the results are taken.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Result | Promise<Result>,
  limits: { most: number; heaviest: number; weigh: (item: Item) => number },
): AsyncGenerator<Result> {
  const source = items[Symbol.asyncIterator]();
  const running: { result: Promise<Result>; weight: number }[] = [];
  let weight = 0;
  let ended = false;
  const fill = async () => {
    while (!ended && running.length < limits.most && (running.length === 0 || weight < limits.heaviest)) {
      const next = await source.next();
      if (next.done) {
        ended = true;
        return;
      }
      const own = limits.weigh(next.value);
      const result = Promise.resolve(work(next.value));
      // Whoever takes it in its turn sees the failure; until then it must not count as unhandled.
      result.catch(() => undefined);
      running.push({ result, weight: own });
      weight += own;
    }
  };
  try {
    for (;;) {
      await fill();
      const first = running.shift();
      if (!first) return;
      const result = await first.result;
      weight -= first.weight;
      yield result;
    }
  } finally {
    await source.return?.();
  }
}
