/** What PostgreSQL answers to every statement of a transaction that has failed already. */
const echo = "25P02";

/**
 * Waits for statements that were issued together on one transaction, in the order of the list.
 * They travel in one round trip and run one after another, each seeing what those before it wrote.
 * Rejects with the error that came first in the transaction, once all of them are answered.
 */
export const inOneTrip = async <const T extends readonly unknown[]>(
  statements: T,
): Promise<{ -readonly [Index in keyof T]: Awaited<T[Index]> }> => {
  const settled = await Promise.allSettled(statements);
  const failed = settled.filter((one) => one.status === "rejected");
  const first = failed.find(({ reason }) => !isEcho(reason)) ?? failed[0];
  if (first) throw first.reason;
  return Promise.all(statements);
};

const isEcho = (reason: unknown): boolean =>
  typeof reason === "object" && reason !== null && "code" in reason && reason.code === echo;
