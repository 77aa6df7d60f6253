import { listSops } from "#src/db/queries/sops.ts";
import type { Booking } from "#src/domain/booking.ts";
import type { Actor, BookingState } from "#src/domain/booking-states.ts";
import { granted } from "../../test/appointments.ts";
import { plainAnswerTo } from "../../test/plain-answer.ts";
import type { World, WorldLead } from "../../test/world-on.ts";
import type { GivenBooking } from "../case.ts";
import { instantOfLocal } from "./local-time.ts";

const hour = 60 * 60_000;
const day = 24 * hour;

/** The way to each state a case may give, as the house walks it. */
const ways: Partial<Readonly<Record<BookingState, readonly BookingState[]>>> = {
  SLOT_CONFIRMED: [],
  PAYMENT_PENDING: ["PAYMENT_PENDING"],
  PAID: ["PAYMENT_PENDING", "PAID"],
  REMINDER_SENT: ["REMINDER_SENT"],
  COMPLETED: ["REMINDER_SENT", "COMPLETED"],
  NO_SHOW: ["REMINDER_SENT", "NO_SHOW"],
  CANCELLED: ["CANCELLED"],
};

/**
 * A booking that stands before the first word, made by the use cases at the times at which it would
 * have been made. Throws when the house itself refuses it.
 */
export const giveBooking = async (
  world: World,
  lead: WorldLead,
  given: GivenBooking,
): Promise<Booking> => {
  const way = ways[given.state];
  if (!way) throw new Error(`a case cannot give a booking in ${given.state}`);
  const start = instantOfLocal(given.start, world.organization.timezone);
  const clock = world.clock.now();
  world.clock.set(earlier(start, clock).toISOString());
  let booking = await book(world, lead, given, start);
  for (let time = 0; time < given.moved; time += 1) booking = await moveBack(world, lead, booking);
  // A house that wants to be paid has asked for it when it booked.
  for (const to of way.filter((state) => state !== booking.state)) {
    world.clock.set(momentOf(to, start, clock).toISOString());
    booking = await moveTo(world, booking, to);
  }
  world.clock.set(clock.toISOString());
  return booking;
};

/** Two days before it starts, or before the conversation where that is sooner. */
const earlier = (start: Date, clock: Date): Date =>
  new Date(Math.min(start.getTime(), clock.getTime()) - 2 * day);

const momentOf = (to: BookingState, start: Date, clock: Date): Date => {
  const at = start.getTime();
  if (to === "REMINDER_SENT") return new Date(Math.min(at - 2 * hour, clock.getTime()));
  if (to === "COMPLETED" || to === "NO_SHOW") return new Date(at + hour);
  return earlier(start, clock);
};

const answersOf = async (world: World, serviceId: string): Promise<Record<string, string>> => {
  const sops = await listSops(world.db, world.organization.id, serviceId);
  return Object.fromEntries(
    sops.flatMap(({ questions }) => questions.map((one) => [one.field, plainAnswerTo(one)])),
  );
};

/** Books a time for a lead at this moment, as sales do on the telephone. */
export const book = async (
  world: World,
  lead: WorldLead,
  { service, provider, location }: Pick<GivenBooking, "service" | "provider" | "location">,
  start: Date,
): Promise<Booking> => {
  const serviceId = world.service(service).id;
  const answers = await answersOf(world, serviceId);
  const { booking } = granted(
    await world.bookings.bookTime(world.caller({ actor: "sales" }), {
      ...{ leadId: lead.id, conversationId: lead.conversationId, serviceId, start },
      providerId: provider === undefined ? undefined : world.provider(provider).id,
      locationId: location === undefined ? undefined : world.location(location).id,
      details: { answers },
      statedBy: "sales",
    }),
  );
  return booking;
};

/** Moved to the same time again: what counts is how often. */
const moveBack = async (world: World, lead: WorldLead, booking: Booking): Promise<Booking> => {
  const { appointment } = booking;
  if (!appointment) throw new Error("a booking without an appointment cannot be moved");
  const sales = world.caller({ actor: "sales" });
  const at = { from: appointment.start, to: appointment.start, exact: true };
  const { offered = [] } = granted(
    await world.bookings.reschedule(sales, {
      ...{ bookingId: booking.id, reason: "customer_cannot_attend", times: [at] },
      providerId: appointment.providerId,
    }),
  );
  const slot = offered.find((one) => one.start.getTime() === appointment.start.getTime());
  const slotId = (slot ?? offered[0])?.id;
  if (slotId === undefined) throw new Error(`nothing was offered to ${lead.name}`);
  const confirmation = { bookingId: booking.id, slotId, consent: null, statedBy: "sales" };
  return granted(await world.bookings.confirmSlot(sales, confirmation)).booking;
};

const moverOf: Partial<Readonly<Record<BookingState, Actor>>> = { REMINDER_SENT: "system" };

/** Moves a booking on, as whoever does that in the house. */
export const moveTo = async (
  world: World,
  booking: Booking,
  to: BookingState,
): Promise<Booking> => {
  const { bookings } = world;
  const caller = world.caller({ actor: moverOf[to] ?? "sales" });
  const bookingId = booking.id;
  if (to === "CANCELLED") {
    const why = { reason: "customer_cannot_attend", consent: null, overruledBy: "sales" };
    return granted(await bookings.cancel(caller, { bookingId, ...why })).booking;
  }
  if (to === "COMPLETED" || to === "NO_SHOW") {
    const showedUp = to === "COMPLETED";
    return granted(await bookings.recordShowUp(caller, { bookingId, showedUp })).booking;
  }
  const { amount } = booking.payment;
  const payment = amount && { received: amount, verified: false, reference: "FT26036001" };
  return granted(
    await bookings.move(caller, { bookingId, to, ...(to === "PAID" && payment && { payment }) }),
  ).booking;
};
