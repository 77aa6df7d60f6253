import type { Appointment, Booking } from "#src/domain/booking.ts";
import { isAppointed } from "#src/domain/booking-states.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { Briefing } from "../briefing.ts";
import type { Step } from "../step.ts";

/** What the database backs at this moment; a reply may claim this and nothing more. */
export interface KnownFacts {
  /** Starts that may be spoken of as free or offered. */
  readonly slots: readonly Date[];
  /** Starts of appointments that stand. */
  readonly appointments: readonly Date[];
  /** Starts that were given up: by a move or a cancellation. */
  readonly given: readonly Date[];
  readonly moved: boolean;
  readonly cancelled: boolean;
  readonly handedOver: boolean;
  readonly waiting: boolean;
  /** Prices as they are said. */
  readonly prices: readonly string[];
  /** The organization's own words of this turn, told as they stand. */
  readonly answers: readonly string[];
}

export const knownFacts = (briefing: Briefing, steps: readonly Step[]): KnownFacts => {
  const results = steps.flatMap(({ result }) => (result.ok ? [result] : []));
  const receipts = results.flatMap((result) => ("booking" in result ? [result] : []));
  const refusals = steps.flatMap(({ result }) => (result.ok ? [] : [result]));
  const bookings = [...briefing.upcoming, ...(briefing.booking ? [briefing.booking] : [])];
  const slots: Slot[] = [
    ...briefing.offered,
    ...receipts.flatMap(({ offered = [] }) => offered),
    ...refusals.flatMap(({ alternatives = [] }) => alternatives),
    ...results.flatMap((result) =>
      result.action === "availability" ? [...result.slots, ...result.nearest] : [],
    ),
  ];
  const given: Appointment[] = [
    ...receipts.flatMap(({ freed }) => freed ?? []),
    ...bookings.flatMap(({ previousAppointments }) => previousAppointments),
    ...bookings.flatMap(({ state, appointment }) =>
      state === "CANCELLED" && appointment ? [appointment] : [],
    ),
  ];
  const did = (action: string) => results.some((result) => result.action === action);
  return {
    slots: slots.map(({ start }) => start),
    appointments: standing(bookings),
    given: given.map(({ start }) => start),
    moved: did("rescheduled") || bookings.some(wasMoved),
    cancelled: did("cancelled") || briefing.booking?.state === "CANCELLED",
    handedOver: did("handed_over"),
    waiting: did("waitlist_joined"),
    prices: briefing.services.flatMap(({ price }) => price ?? []),
    answers: results.flatMap((result) =>
      result.action === "answers" ? result.answers.map(({ text }) => text) : [],
    ),
  };
};

const standing = (bookings: readonly Booking[]): Date[] =>
  bookings.flatMap(({ state, appointment }) =>
    isAppointed(state) && appointment ? [appointment.start] : [],
  );

const wasMoved = ({ previousAppointments, state }: Booking): boolean =>
  previousAppointments.length > 0 && isAppointed(state);
