/**
 * How long this process computes over something, in milliseconds: what others do on the machine meanwhile does not count. A limit for
 * it leaves room for a machine that is ten times slower, and is there for what takes a hundred times as long once it has gone wrong.
 */
export function cpuMs(work: () => unknown): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}
