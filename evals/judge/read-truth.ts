import type { World, WorldLead } from "../../test/world-on.ts";
import { listQuestionsAndAnswers } from "./canned-words.ts";
import { judge, type Truth } from "./claim-judge.ts";

const appointed = ["SLOT_CONFIRMED", "PAYMENT_PENDING", "PAID", "REMINDER_SENT"];

/** What is so for this lead at this moment, whatever anybody says of it. */
export const readTruth = async (
  world: World,
  lead: WorldLead,
  leadSaid: string,
): Promise<Truth> => {
  const { db, clock, organization } = world;
  const bookings = await db
    .selectFrom("bookings")
    .selectAll()
    .where("lead_id", "=", lead.id)
    .execute();
  const { owner, language } = await db
    .selectFrom("conversations")
    .select(["owner", "language"])
    .where("id", "=", lead.conversationId)
    .executeTakeFirstOrThrow();
  const holds = await db
    .selectFrom("allocations")
    .select("starts_at")
    .where("lead_id", "=", lead.id)
    .where("kind", "=", "hold")
    .where("released_at", "is", null)
    .where("expires_at", ">", clock.now())
    .execute();
  const waiting = await db
    .selectFrom("waitlist_entries")
    .select("id")
    .where("lead_id", "=", lead.id)
    .execute();
  const standing = bookings.filter(({ state }) => appointed.includes(state));
  const cancelled = bookings.filter(({ state }) => state === "CANCELLED");
  const previous = bookings.flatMap(({ previous_appointments }) => startsIn(previous_appointments));
  return {
    ...{ language: language ?? "vi", zone: organization.timezone, now: clock.now(), leadSaid },
    standing: standing.flatMap(({ starts_at, parts }) => [
      ...(starts_at ? [starts_at] : []),
      ...startsIn(parts),
    ]),
    given: [...cancelled.flatMap(({ starts_at }) => starts_at ?? []), ...previous],
    free: holds.map(({ starts_at }) => starts_at),
    isHeld: holds.length > 0,
    wasMoved: standing.some(
      ({ previous_appointments }) => startsIn(previous_appointments).length > 0,
    ),
    ...{
      wasCancelled: cancelled.length > 0,
      isWithHuman: owner !== "ai",
      isWaiting: waiting.length > 0,
      isPaid: bookings.some(
        ({ payment_status }) => payment_status === "received" || payment_status === "settled",
      ),
    },
    ...(await listQuestionsAndAnswers(world)),
  };
};

const startsIn = (appointments: unknown): Date[] =>
  Array.isArray(appointments)
    ? appointments.map(({ start }: { start: string }) => new Date(start))
    : [];

/**
 * What is untrue in a reply. A time that is not held may still be free, which the engine itself is
 * asked when in doubt.
 */
export const judgeTwice = async (
  world: World,
  lead: WorldLead,
  text: string,
  truth: Truth,
): Promise<string[]> => {
  const first = judge(text, truth);
  if (!first.some((one) => /^(time|date) /u.test(one))) return first;
  const booking = await world.db
    .selectFrom("bookings")
    .select("service_id")
    .where("lead_id", "=", lead.id)
    .orderBy("created_at", "desc")
    .executeTakeFirst();
  if (!booking?.service_id) return first;
  const now = world.clock.now();
  const found = await world.bookings.availableSlots(world.caller({ actor: "lead", lead }), {
    ...{ serviceId: booking.service_id, from: now },
    to: new Date(now.getTime() + 30 * 24 * 60 * 60_000),
  });
  const free = found.ok ? found.slots.map(({ start }) => start) : [];
  return judge(text, { ...truth, free: [...truth.free, ...free] });
};
