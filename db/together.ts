/**
 * Waits for statements that were sent one behind the other without waiting in between, until none of them is under way any more.
 * Where some failed, throws why the first of them did: the others failed because of it.
 */
export async function together<Work extends readonly Promise<unknown>[]>(...work: Work) {
  const settled = await Promise.allSettled(work);
  const failed = settled.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
  return Promise.all(work);
}
