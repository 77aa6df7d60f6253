import type { Appointment, Booking } from "#src/domain/booking.ts";
import { isAppointed, isOpen } from "#src/domain/booking-states.ts";
import type { SlotPrice } from "#src/domain/pricing/slot-price.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { Briefing } from "../briefing.ts";
import type { Step } from "../step.ts";
import type { ToolResult } from "../tool.ts";
import type { DeedKind } from "./deed-words.ts";

/** A time that may be spoken of, and with whom, where and for what. */
export interface KnownTime {
  readonly start: Date;
  readonly providerId: string;
  readonly locationId: string;
  readonly serviceId: string | null;
}

/** What the database backs at this moment; a reply may claim this and nothing more. */
export interface KnownFacts {
  /** Times that are free: held for the lead, or found by a look this turn. */
  readonly free: readonly KnownTime[];
  readonly held: readonly KnownTime[];
  /** Times of a series that were looked for and are not to be had. */
  readonly missed: readonly Pick<KnownTime, "start">[];
  /** Appointments that stand. */
  readonly appointments: readonly KnownTime[];
  /** Appointments given up by a move or a cancellation, or missed. */
  readonly given: readonly KnownTime[];
  /** Minutes from now until the holds lapse. */
  readonly holdMinutes: readonly number[];
  readonly backs: Readonly<Record<DeedKind, boolean>>;
  /** Whether something was looked for and found wanting this turn. */
  readonly looked: boolean;
  /** The organization's own words of this turn, told as they stand. */
  readonly answers: readonly string[];
  /** Our own words of a refusal of this turn. */
  readonly refusals: readonly string[];
}

export const knownFacts = (briefing: Briefing, steps: readonly Step[]): KnownFacts => {
  const results = steps.map(({ result }) => result);
  const bookings = bookingsOf(briefing);
  const shown = [...briefing.offered, ...(briefing.series?.slots ?? [])];
  const heldSlots = [...shown, ...results.flatMap(offeredIn)].filter(isHeld(briefing.now));
  const held = heldSlots.flatMap(withParts);
  const standing = bookings.flatMap((booking) =>
    isAppointed(booking.state) ? appointmentOf(booking) : [],
  );
  return {
    free: [...held, ...results.flatMap(foundIn).flatMap(withParts)],
    held,
    missed: results.flatMap(missedIn),
    appointments: standing,
    given: [...results.flatMap(freedIn), ...bookings.flatMap(givenUp)],
    holdMinutes: heldSlots.flatMap(({ heldUntil }) =>
      heldUntil ? [Math.round((heldUntil.getTime() - briefing.now.getTime()) / 60_000)] : [],
    ),
    backs: backsOf(briefing, results, { isHeld: held.length > 0 }),
    looked: results.some((result) => !result.ok || result.action === "availability"),
    answers: results.flatMap(toldIn),
    refusals: results.flatMap((result) => (result.ok ? [] : [result.suggestedReply])),
  };
};

/** Answers of the house, and what it expects where an answer of the lead does not fit. */
const toldIn = (result: ToolResult): readonly string[] => {
  if (!result.ok) return result.code === "answer_unfit" ? [result.suggestedReply] : [];
  return result.action === "answers" ? result.answers.map(({ text }) => text) : [];
};

/** A time at a price, as it was offered, found or booked. */
export interface PricedAt {
  readonly start: Date;
  readonly zone: string;
  readonly participants: number;
  readonly price: SlotPrice;
}

/** Everything with a price that may be spoken of now. */
export const pricedIn = (briefing: Briefing, steps: readonly Step[]): PricedAt[] => {
  const results = steps.map(({ result }) => result);
  const slots = [
    ...[...briefing.offered, ...(briefing.series?.slots ?? [])],
    ...[...results.flatMap(offeredIn), ...results.flatMap(foundIn)],
  ];
  const booked = bookingsOf(briefing).flatMap(({ appointment, price, participants }) =>
    appointment ? [{ ...appointment, price, participants }] : [],
  );
  return [...slots, ...booked].flatMap(({ start, zone, participants, price }) =>
    price ? [{ start, zone, participants, price }] : [],
  );
};

const bookingsOf = ({ upcoming, booking }: Briefing): readonly Booking[] =>
  booking && !upcoming.some(({ id }) => id === booking.id) ? [...upcoming, booking] : upcoming;

const offeredIn = (result: ToolResult): readonly Slot[] => {
  if (!result.ok) return [];
  if ("visits" in result) {
    return result.visits.flatMap((visit) => (visit.status === "held" ? [visit.slot] : []));
  }
  return "offered" in result ? (result.offered ?? []) : [];
};

/** A package is spoken of by its parts too, each with its own person and service. */
const withParts = (slot: Slot): KnownTime[] => [
  slot,
  ...(slot.parts ?? []).map((part) => ({ ...part, locationId: slot.locationId })),
];

const isHeld =
  (now: Date) =>
  ({ heldUntil }: Slot): boolean =>
    heldUntil !== null && heldUntil > now;

const foundIn = (result: ToolResult): readonly Slot[] => {
  if (!result.ok) return result.alternatives ?? [];
  if ("visits" in result) {
    return result.visits.flatMap((visit) =>
      visit.status === "not_free" ? visit.alternatives : [],
    );
  }
  return result.action === "availability" ? [...result.slots, ...result.nearest] : [];
};

const missedIn = (result: ToolResult) =>
  result.ok && "visits" in result
    ? result.visits.filter(({ status }) => status === "not_free" || status === "refused")
    : [];

const timeOf =
  ({ serviceId }: Pick<Booking, "serviceId">) =>
  (appointment: Appointment): KnownTime => ({ ...appointment, serviceId });

const appointmentOf = (booking: Booking): KnownTime[] => {
  const { appointment } = booking;
  if (!appointment) return [];
  const parts = (appointment.parts ?? []).map((part) => ({
    ...part,
    locationId: appointment.locationId,
  }));
  return [timeOf(booking)(appointment), ...parts];
};

const freedIn = (result: ToolResult): KnownTime[] =>
  result.ok && "booking" in result && "freed" in result && result.freed
    ? [timeOf(result.booking)(result.freed)]
    : [];

const givenUp = (booking: Booking): KnownTime[] => [
  ...booking.previousAppointments.map(timeOf(booking)),
  ...(booking.state === "CANCELLED" || booking.missed ? appointmentOf(booking) : []),
];

const backsOf = (
  briefing: Briefing,
  results: readonly ToolResult[],
  { isHeld: hasHold }: { readonly isHeld: boolean },
): Record<DeedKind, boolean> => {
  const { booking } = briefing;
  const bookings = bookingsOf(briefing);
  const did = (action: string) => results.some((result) => result.ok && result.action === action);
  const refused = (code: string) => results.some((result) => !result.ok && result.code === code);
  const standing = bookings.filter(({ state }) => isAppointed(state));
  // While another booking is being made, "you are booked" without a time would be heard as that one.
  const isTalkedAbout = booking ? isAppointed(booking.state) || !isOpen(booking.state) : true;
  const stands = standing.length > 0;
  return {
    booked: (stands && isTalkedAbout) || (stands && refused("no_duplicate_booking")),
    held: hasHold || stands,
    moved: standing.some(({ previousAppointments }) => previousAppointments.length > 0),
    cancelled: did("cancelled") || did("series_cancelled") || booking?.state === "CANCELLED",
    handed_over: did("handed_over"),
    call_back: false,
    waitlist: did("waitlist_joined"),
    paid: bookings.some(({ payment: { status } }) => status === "received" || status === "settled"),
    refunded: bookings.some(({ payment }) => payment.status === "refunded"),
    no_payment: !bookings.some(({ payment }) => payment.required) && !asksPayment(briefing),
    no_appointment: !briefing.upcoming.some(({ state }) => isAppointed(state)),
    discount: false,
  };
};

const asksPayment = ({ services, booking }: Briefing): boolean =>
  services.some(({ id, paymentRequired }) => paymentRequired && id === booking?.serviceId);
