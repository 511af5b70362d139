const QUARTER_MS = 900_000;
const quarter = () => Math.floor(Date.now() / QUARTER_MS);

/**
 * For what is about today, this hour or a provider's window of a quarter of an hour: all of them turn with a quarter hour of the clock,
 * in every zone. Work that went wrong is done once more if one ended in the middle of it, and only then; it makes all it needs itself.
 */
export async function withinAQuarter<T>(work: () => Promise<T>): Promise<T> {
  const begun = quarter();
  try {
    return await work();
  } catch (error) {
    if (quarter() === begun) throw error;
    return work();
  }
}
