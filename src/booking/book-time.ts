import { sql } from "kysely";

import type { Tx } from "#src/db/connect.ts";
import { findService, type Service } from "#src/db/queries/catalog.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { confirmIn } from "./confirm-slot.ts";
import { insertInquiry, type NewBooking } from "./create-booking.ts";
import { priceRisen } from "./price-risen.ts";
import { lockAndFind, offer } from "./propose-slots.ts";
import { refuse } from "./refuse.ts";
import { type LeadDetails, saveIn } from "./save-details.ts";
import { selectIn } from "./select-service.ts";
import { isUuid, openSession, type Session } from "./session.ts";
import { readSlotId } from "./slot-id.ts";
import { transact } from "./transact.ts";
import { type NamedTime, whyNotFree } from "./why-not-free.ts";

export interface TimeBooking extends NewBooking, NamedTime {
  readonly serviceId: string;
  readonly participants?: number | undefined;
  readonly durationMinutes?: number | undefined;
  /** What the time was shown to cost; it is refused when it costs more. */
  readonly shownMinor?: number | undefined;
  readonly details?: Omit<LeadDetails, "bookingId"> | undefined;
  /**
   * Who states, by name, that the lead agreed to this time. Null when nobody does: the slot is then
   * held and the receipt says `slots_proposed`, for the lead to say yes to.
   */
  readonly statedBy: string | null;
}

/**
 * Books one named time in one transaction (004's one-step form): create, select, propose exactly
 * this slot, confirm, each by its own rules. A refusal leaves nothing behind; `slot_taken` and its
 * like carry slots that are free.
 */
export const bookTime =
  (deps: BookingDeps) =>
  (caller: Caller, wish: TimeBooking): Promise<Receipt | Refusal> =>
    transact(deps, caller, async (tx) => {
      const service = isUuid(wish.serviceId)
        ? await findService(tx, caller.organizationId, wish.serviceId)
        : undefined;
      if (!service) {
        return refuse(deps, caller, "unknown_service", `there is no service ${wish.serviceId}`);
      }
      if (wish.start <= deps.now()) {
        return refuse(deps, caller, "past_date", "the time lies in the past");
      }
      await sql`savepoint one_step`.execute(tx);
      const answer = await allSteps(deps, caller, tx, wish, service);
      if (!answer.ok) await sql`rollback to savepoint one_step`.execute(tx);
      return answer;
    });

const allSteps = async (
  deps: BookingDeps,
  caller: Caller,
  tx: Tx,
  wish: TimeBooking,
  service: Service,
): Promise<Receipt | Refusal> => {
  const created = await insertInquiry(deps, caller, tx, wish);
  if (!created.ok) return created;
  const reopen = (takesTimeOf: string | null = null) =>
    reopened(deps, caller, tx, created.booking.id, takesTimeOf);
  const selected = await selectIn({ ...(await reopen()), service }, service, wish);
  if (!selected.ok) return selected;
  const session = await reopen();
  const told = wish.details ? await saveIn(session, wish.details) : session;
  if ("ok" in told) return told;
  const offered = await offerExactly(told, service, wish);
  const slot = offered.ok ? offered.offered?.[0] : undefined;
  if (!offered.ok || !slot) return offered;
  const risen = wish.shownMinor === undefined ? null : priceRisen(told, slot, wish.shownMinor);
  if (risen || wish.statedBy === null) return risen ?? offered;
  const key = readSlotId(deps.slotSecret, caller.organizationId, slot.id);
  if (!key) throw new Error("a slot id of our own cannot be read");
  const confirmation = { slotId: slot.id, consent: null, statedBy: wish.statedBy };
  return confirmIn(await reopen(slot.providerId), confirmation, key, service);
};

const reopened = async (
  deps: BookingDeps,
  caller: Caller,
  tx: Tx,
  bookingId: string,
  takesTimeOf: string | null,
): Promise<Session> => {
  const session = await openSession(deps, caller, tx, bookingId, takesTimeOf);
  if (!session) throw new Error(`booking ${bookingId} vanished in its own transaction`);
  return session;
};

const offerExactly = async (
  session: Session,
  service: Service,
  wish: TimeBooking,
): Promise<Receipt | Refusal> => {
  const { start, providerId, locationId } = wish;
  const times = [{ from: start, to: start, exact: true }];
  const found = await lockAndFind(session, service, { times, providerId, locationId });
  const exact = found.best.find((open) => open.start === start.getTime());
  if (exact) return offer(session, { ...found, best: [exact] });
  return whyNotFree(session, service, wish, found);
};
