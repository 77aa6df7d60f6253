import { sql } from "kysely";

import type { Tx } from "#src/db/connect.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { cancellationHashOf } from "./cancel-booking.ts";
import { confirmIn } from "./confirm-slot.ts";
import { priceRisen } from "./price-risen.ts";
import { lockAndFind } from "./propose-slots.ts";
import type { ReasonGiven } from "./reason-given.ts";
import { refuse } from "./refuse.ts";
import { rescheduleTo } from "./reschedule.ts";
import { openSession } from "./session.ts";
import { readSlotId, type SlotKey } from "./slot-id.ts";
import { transact } from "./transact.ts";

export interface MoveToSlot extends ReasonGiven {
  readonly bookingId: string;
  readonly slotId: string;
  /** Of the appointment as the lead saw it when they chose (`cancellationHashOf`). */
  readonly shownHash: string;
  /** What the slot was shown to cost, in minor units; null where no price was. */
  readonly shownMinor: number | null;
}

/**
 * Moves an appointment to a time the lead chose on their page: offered, held and confirmed in one
 * transaction, each by its own rules. A refusal leaves the appointment as it was.
 */
export const moveToSlot =
  (deps: BookingDeps) =>
  async (caller: Caller, request: MoveToSlot): Promise<Receipt | Refusal> => {
    const key = readSlotId(deps.slotSecret, caller.organizationId, request.slotId);
    if (!key) return refuse(deps, caller, "unknown_slot", "the slot id is not one of ours");
    return transact(deps, caller, async (tx) => {
      await sql`savepoint one_step`.execute(tx);
      const answer = await bothSteps(deps, caller, tx, { ...request, key });
      if (!answer.ok) await sql`rollback to savepoint one_step`.execute(tx);
      return answer;
    });
  };

const bothSteps = async (
  deps: BookingDeps,
  caller: Caller,
  tx: Tx,
  { bookingId, slotId, shownHash, shownMinor, key, ...why }: MoveToSlot & { readonly key: SlotKey },
): Promise<Receipt | Refusal> => {
  const session = await openSession(deps, caller, tx, bookingId, key.providerId);
  const { service = null } = session ?? {};
  if (!session || service?.id !== key.serviceId) {
    return refuse(deps, caller, "unknown_booking", "there is no such booking for this caller");
  }
  if (shownHash !== cancellationHashOf(session.booking)) {
    return refuse(deps, caller, "confirmation_needed", "the appointment is not the one shown");
  }
  const found = await lockAndFind(session, service, { slotIds: [slotId] });
  const offered = await rescheduleTo(session, why, found);
  if (!offered.ok) return offered;
  const [slot] = offered.offered ?? [];
  const risen = slot && priceRisen(session, slot, shownMinor);
  if (risen) return risen;
  const held = await openSession(deps, caller, tx, bookingId, key.providerId);
  if (!held || caller.leadId === null) throw new Error(`booking ${bookingId} vanished`);
  const consent = { kind: "page", leadId: caller.leadId } as const;
  return confirmIn(held, { slotId, consent }, key, service);
};
