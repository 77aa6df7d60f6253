import { sql } from "kysely";

import type { Tx } from "#src/db/connect.ts";
import { findService, type Service } from "#src/db/queries/catalog.ts";
import { isSlotFree } from "#src/domain/availability/find-slots.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import type { Candidates } from "./candidate-slots.ts";
import { confirmIn } from "./confirm-slot.ts";
import { insertInquiry, type NewBooking } from "./create-booking.ts";
import { loadQuestions } from "./open-slots.ts";
import { lockAndFind, offer } from "./propose-slots.ts";
import { refuse } from "./refuse.ts";
import { type LeadDetails, saveIn } from "./save-details.ts";
import { selectIn } from "./select-service.ts";
import { isUuid, openSession, type Session } from "./session.ts";
import { readSlotId } from "./slot-id.ts";
import { toSlot } from "./slot-view.ts";
import { transact } from "./transact.ts";

export interface TimeBooking extends NewBooking {
  readonly serviceId: string;
  readonly start: Date;
  readonly providerId?: string | undefined;
  readonly locationId?: string | undefined;
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
  const selected = await selectIn({ ...(await reopen()), service }, service);
  if (!selected.ok) return selected;
  const session = await reopen();
  const told = wish.details ? await saveIn(session, wish.details) : session;
  if ("ok" in told) return told;
  const offered = await offerExactly(told, service, wish);
  const slot = offered.ok ? offered.offered?.[0] : undefined;
  if (!offered.ok || !slot || wish.statedBy === null) return offered;
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
  { start, providerId, locationId }: TimeBooking,
): Promise<Receipt | Refusal> => {
  const times = [{ from: start, to: start, exact: true }];
  const found = await lockAndFind(session, service, { times, providerId, locationId });
  const exact = found.best.find((open) => open.start === start.getTime());
  if (exact) return offer(session, { open: found.open, best: [exact] });
  return notFree(session, service, { start, providerId, locationId }, found);
};

/** Why the time is not to be had: too near, taken, or never a time of this service. */
const notFree = async (
  { tx, deps, caller, organization, now }: Session,
  service: Service,
  wish: Pick<TimeBooking, "start" | "providerId" | "locationId">,
  found: Candidates,
): Promise<Refusal> => {
  const { start, providerId, locationId } = wish;
  const query = { service, now, from: start, to: start, providerId, locationId };
  const places = await loadQuestions(tx, organization, query);
  const hours = Math.ceil(service.min_notice_minutes / 60);
  const isOpen = (notice: number) =>
    places.some(({ question }) => {
      const rules = { ...question.service, minNoticeMinutes: notice };
      return isSlotFree({ ...question, busy: [], service: rules }, start.getTime());
    });
  const alternatives = found.best.map((open) =>
    toSlot(deps.slotSecret, organization, service, open),
  );
  const more = { values: { hours }, alternatives };
  if (isOpen(service.min_notice_minutes)) {
    return refuse(deps, caller, "slot_taken", `${start.toISOString()} is taken`, more);
  }
  return isOpen(0)
    ? refuse(deps, caller, "min_notice", `the notice is ${hours} hours`, more)
    : refuse(deps, caller, "no_slots", `nothing can start at ${start.toISOString()}`, more);
};
