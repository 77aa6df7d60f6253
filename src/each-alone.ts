/**
 * Does the work for one item after the other; one that fails keeps no other from its turn. Throws
 * at the end what was thrown.
 */
export const eachAlone = async <T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> => {
  const failures: unknown[] = [];
  for (const item of items) {
    await work(item).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${failures.length} of ${items.length} failed`);
  }
};
