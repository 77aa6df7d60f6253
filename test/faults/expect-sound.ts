import { expect } from "vitest";

import type { Db } from "#src/db/connect.ts";
import type { WebLead } from "../direct-line.ts";

/** Each of the lead's `said` lines once, in order, each followed by one answer. */
export const expectOneAnswerEach = async (
  lead: WebLead,
  said: readonly string[],
): Promise<void> => {
  const [, ...lines] = await lead.read();
  expect(lines.map(({ author }) => author)).toEqual(said.flatMap(() => ["lead", "house"]));
  expect(lines.filter(({ author }) => author === "lead").map(({ text }) => text)).toEqual(said);
};

/** Confirmations and cancellations on the way to a state, each asked of the lead once. */
const wentThrough: Partial<Record<string, readonly string[]>> = {
  SLOT_PROPOSED: [],
  SLOT_CONFIRMED: ["SLOT_CONFIRMED"],
  CANCELLED: ["SLOT_CONFIRMED", "CANCELLED"],
};

/** What the database must hold for the lead's bookings, whatever has happened on the way. */
export const expectSoundBookings = async (
  db: Db,
  { conversationId }: WebLead,
  states: readonly string[],
): Promise<void> => {
  const bookings = await db
    .selectFrom("bookings")
    .select(["id", "state", "starts_at"])
    .where("conversation_id", "=", conversationId)
    .orderBy("created_at")
    .execute();
  expect(bookings.map(({ state }) => state)).toEqual(states);
  for (const booking of bookings) {
    const taken = await db
      .selectFrom("allocations")
      .select("starts_at")
      .where("booking_id", "=", booking.id)
      .where("kind", "=", "booking")
      .where("released_at", "is", null)
      .execute();
    const due = booking.state === "SLOT_CONFIRMED" ? [{ starts_at: booking.starts_at }] : [];
    expect(taken).toEqual(due);
    const passed = await db
      .selectFrom("booking_events")
      .select("to_state")
      .where("booking_id", "=", booking.id)
      .where("validation_passed", "=", true)
      .where("to_state", "in", ["SLOT_CONFIRMED", "CANCELLED"])
      .orderBy("position")
      .execute();
    expect(passed.map(({ to_state }) => to_state)).toEqual(wentThrough[booking.state]);
    const consents = await db
      .selectFrom("consents")
      .select("action")
      .where("booking_id", "=", booking.id)
      .execute();
    expect(consents).toHaveLength(passed.length);
  }
};
