import type { Db, Tx } from "./connect.ts";

/**
 * Lets reads run at once on a pool and one after the other on a transaction, whose one connection
 * takes one query at a time.
 */
export const takeTurns = (db: Db | Tx) => {
  let before: Promise<unknown> = Promise.resolve();
  return <T>(read: () => Promise<T>): Promise<T> => {
    if (!db.isTransaction) return read();
    const mine = before.then(read);
    before = mine;
    return mine;
  };
};
