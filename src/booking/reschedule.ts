import { releaseAllocations } from "#src/db/queries/allocations.ts";
import type { BookingChange } from "#src/db/queries/bookings.ts";
import type { Service } from "#src/db/queries/catalog.ts";
import type { Booking } from "#src/domain/booking.ts";
import type { Facts } from "#src/domain/facts.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { validateTransition } from "#src/domain/validate-transition.ts";
import { applyTransition, recordAttempt } from "./apply-transition.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { type Candidates, noCandidates } from "./candidate-slots.ts";
import { gatherFacts } from "./gather-facts.ts";
import { frozenPrice, lower } from "./price-slots.ts";
import { lockAndFind, offer, type Proposal } from "./propose-slots.ts";
import { type ReasonGiven, reasonGiven } from "./reason-given.ts";
import { refuseVerdict } from "./refuse.ts";
import { type Session, withBooking } from "./session.ts";
import { appointmentGivenUp } from "./to-booking.ts";

export interface RescheduleRequest extends Proposal, ReasonGiven {
  readonly overruledBy?: string | undefined;
}

/**
 * Gives up the appointment and offers other times in one transaction (000 §8.1): SLOT_CONFIRMED →
 * RESCHEDULED → SLOT_PROPOSED. When nothing else can be offered, nothing is given up.
 */
export const reschedule =
  (deps: BookingDeps) =>
  (caller: Caller, request: RescheduleRequest): Promise<Receipt | Refusal> =>
    withBooking(deps, caller, request.bookingId, async (session) => {
      const { service } = session;
      const found = service ? await findOthers(session, service, request) : noCandidates;
      return rescheduleTo(session, request, found);
    });

/** The same in a transaction that comes with the booking locked, to these times. */
export const rescheduleTo = async (
  session: Session,
  request: Pick<RescheduleRequest, "reason" | "reasonCode" | "overruledBy" | "holdMinutes">,
  found: Candidates,
): Promise<Receipt | Refusal> => {
  const why = reasonGiven(session.deps, request);
  const overruledBy = request.overruledBy ?? null;
  const facts = await gatherFacts(session, { ...why, overruledBy });
  const blocked = mayMove(session, facts) && (await proposalBlocked(session, found));
  if (blocked) return blocked;
  const { verdict, session: moved } = await applyTransition(session, {
    to: "RESCHEDULED",
    facts,
    change: giveUp(session, why),
  });
  if (!verdict.allowed) return refuseVerdict(verdict);
  return offerInstead(moved, session, { found, holdMinutes: request.holdMinutes });
};

const mayMove = ({ booking, caller, deps, now }: Session, facts: Facts): boolean => {
  const phrase = deps.phrases.refusal(caller.language);
  return validateTransition(booking, "RESCHEDULED", caller.actor, facts, now, phrase).allowed;
};

/** With the same person when nobody else was asked for and they have enough time (000 §8.1). */
const findOthers = async (
  session: Session,
  service: Service,
  request: RescheduleRequest,
): Promise<Candidates> => {
  const { appointment } = session.booking;
  if (appointment && request.providerId === undefined && request.locationId === undefined) {
    const { providerId } = appointment;
    const same = await lockAndFind(session, service, { ...request, providerId });
    if (same.open.length >= session.policy.minSlotsToPropose) return same;
  }
  return lockAndFind(session, service, request);
};

/** The second step is judged before the first is taken: an appointment is not given up for nothing. */
const proposalBlocked = async (session: Session, found: Candidates): Promise<Refusal | null> => {
  const { booking, caller, deps, now } = session;
  const facts = await gatherFacts(session, {
    slotsAvailable: found.open.length,
    namedTimeFree: found.namedTimeFree,
    placeKnown: found.placeKnown,
  });
  const given: Booking = { ...booking, state: "RESCHEDULED", appointment: null };
  const phrase = deps.phrases.refusal(caller.language);
  const verdict = validateTransition(given, "SLOT_PROPOSED", "system", facts, now, phrase);
  if (verdict.allowed) return null;
  const attempt = {
    from: booking,
    to: "RESCHEDULED",
    actor: caller.actor,
    verdict,
    facts,
  } as const;
  await recordAttempt(session, attempt);
  return refuseVerdict(verdict);
};

const giveUp = (
  session: Session,
  { reason, reasonCode }: ReturnType<typeof reasonGiven>,
): BookingChange => ({
  ...appointmentGivenUp(session),
  show_up_status: null,
  reschedule_reason: reason,
  reschedule_reason_code: reasonCode,
  reschedule_count: session.row.reschedule_count + (isByHouse(session) ? 0 : 1),
});

/** What the house must move says nothing of the lead. */
const isByHouse = ({ caller }: Session): boolean => caller.actor === "system";

const offerInstead = async (
  moved: Session,
  before: Session,
  { found, holdMinutes }: { readonly found: Candidates; readonly holdMinutes: number | undefined },
): Promise<Receipt | Refusal> => {
  const { service } = before;
  const { tx, organization, now, policy, lead, caller } = moved;
  await releaseAllocations(tx, organization.id, moved.booking.id, now);
  const unstable = !isByHouse(moved) && moved.booking.rescheduleCount > policy.maxReschedules;
  if (unstable) await flagUnstable(moved);
  // Staff other than sales may move an appointment but not propose: the house proposes for them.
  const proposer = caller.actor === "provider" ? { ...caller, actor: "system" as const } : caller;
  const receipt = await offer(
    { ...moved, service, lead, caller: proposer },
    isByHouse(moved) ? noDearer(found, before) : found,
    holdMinutes,
  );
  if (!receipt.ok) return receipt;
  return {
    ...receipt,
    action: "rescheduled",
    ...(before.booking.appointment && { freed: before.booking.appointment }),
    ...(unstable && { flaggedUnstable: true }),
  };
};

/** Whom the house must move pays no more than the appointment was confirmed for. */
const noDearer = (found: Candidates, { row }: Session): Candidates => ({
  ...found,
  priceOf: (open) => lower(found.priceOf(open), frozenPrice(row)),
});

const flagUnstable = async ({ tx, organization, lead }: Session): Promise<void> => {
  await tx
    .updateTable("leads")
    .set({ unstable: true })
    .where("organization_id", "=", organization.id)
    .where("id", "=", lead.id)
    .execute();
};
