import type { Tx } from "#src/db/connect.ts";
import { addToOutbox } from "#src/outbox/add.ts";

/** The outbox topic of time off that was added. */
export const TIME_CLOSED = "time_closed";

/** To be called in the transaction that adds time off: its appointments are looked after next. */
export const announceClosedTime = (
  tx: Tx,
  organizationId: string,
  timeOffId: string,
  now: Date,
): Promise<void> =>
  addToOutbox(tx, { organizationId, topic: TIME_CLOSED, payload: { timeOffId } }, now);
