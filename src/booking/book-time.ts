import { sql } from "kysely";

import type { Tx } from "#src/db/connect.ts";
import { findService, type Service } from "#src/db/queries/catalog.ts";
import { isSlotFree } from "#src/domain/availability/find-slots.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { validateTransition } from "#src/domain/validate-transition.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { businessOf, type Candidates, demandOf, slotsOf } from "./candidate-slots.ts";
import { confirmIn } from "./confirm-slot.ts";
import { insertInquiry, type NewBooking } from "./create-booking.ts";
import { gatherFacts } from "./gather-facts.ts";
import { questionsOf, type WorkplaceQuestion } from "./open-slots.ts";
import { priceRisen } from "./price-risen.ts";
import { lockAndFind, offer } from "./propose-slots.ts";
import { refuse, refuseVerdict } from "./refuse.ts";
import { type LeadDetails, saveIn } from "./save-details.ts";
import { selectIn } from "./select-service.ts";
import { isUuid, openSession, type Session } from "./session.ts";
import { readSlotId } from "./slot-id.ts";
import { transact } from "./transact.ts";

export interface TimeBooking extends NewBooking {
  readonly serviceId: string;
  readonly start: Date;
  readonly providerId?: string | undefined;
  readonly locationId?: string | undefined;
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
  return notFree(session, service, wish, found);
};

/** Why the time is not to be had: a rule of the booking, too near, taken, or never a time of it. */
const notFree = async (
  session: Session,
  service: Service,
  { start, providerId, locationId }: TimeBooking,
  found: Candidates,
): Promise<Refusal> => {
  const { deps, caller } = session;
  const blocked = await offerBlocked(session, found);
  if (blocked) return blocked;
  const demand = demandOf(session, service);
  const business = await businessOf(session, service, { from: start, to: start });
  const places = questionsOf(business, demand, { providerId, locationId });
  const isOpen = (noticeOf: (place: WorkplaceQuestion) => number) =>
    places.some((place) => {
      const rules = { ...place.question.service, minNoticeMinutes: noticeOf(place) };
      const free = { ...place.question, busy: [], resources: [], service: rules };
      return isSlotFree(free, start.getTime());
    });
  const notice = Math.min(...places.map(({ workplace }) => workplace.policy.minNoticeMinutes));
  const hours = Math.ceil(notice / 60);
  const alternatives = slotsOf(session, service, found);
  const more = { values: { hours }, alternatives };
  if (isOpen(({ question }) => question.service.minNoticeMinutes)) {
    return refuse(deps, caller, "slot_taken", `${start.toISOString()} is taken`, more);
  }
  return isOpen(() => 0)
    ? refuse(deps, caller, "min_notice", `the notice is ${hours} hours`, more)
    : refuse(deps, caller, "no_slots", `nothing can start at ${start.toISOString()}`, more);
};

/** What stands in the way of any proposal says more than that one time is not free. */
const offerBlocked = async (session: Session, found: Candidates): Promise<Refusal | null> => {
  const { booking, caller, deps, now } = session;
  const facts = await gatherFacts(session, {
    slotsAvailable: session.policy.minSlotsToPropose,
    placeKnown: found.placeKnown,
  });
  const phrase = deps.phrases.refusal(caller.language);
  const verdict = validateTransition(booking, "SLOT_PROPOSED", caller.actor, facts, now, phrase);
  return verdict.allowed ? null : refuseVerdict(verdict);
};
