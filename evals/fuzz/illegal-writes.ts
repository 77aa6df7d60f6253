import { findTransition } from "#src/domain/booking-transitions.ts";
import type { World } from "../../test/world-on.ts";
import { consenting } from "./lead-who-talks.ts";

/**
 * Every committed move that should not be: a pair outside of the table, a lead's move of somebody
 * else's booking, or a booking or cancellation without that lead's own yes to it.
 */
export const illegalWrites = async ({ db }: World): Promise<readonly string[]> => {
  const moves = await db
    .selectFrom("booking_events")
    .innerJoin("bookings", "bookings.id", "booking_events.booking_id")
    .select(["booking_id", "from_state", "to_state", "timestamp", "triggered_by"])
    .select(["triggered_by_id", "bookings.lead_id"])
    .where("validation_passed", "=", true)
    .execute();
  const consents = await db
    .selectFrom("consents")
    .innerJoin("messages", "messages.id", "consents.message_id")
    .innerJoin("conversations", "conversations.id", "messages.conversation_id")
    .select(["booking_id", "action", "used_at", "messages.text", "messages.author", "lead_id"])
    .execute();
  const consentTo = (move: (typeof moves)[number]) => {
    const action = move.to_state === "CANCELLED" ? "cancel" : "confirm_slot";
    const given = consents.find(
      (one) =>
        one.booking_id === move.booking_id &&
        one.action === action &&
        one.used_at.getTime() === move.timestamp.getTime() &&
        one.author === "lead" &&
        one.lead_id === move.lead_id,
    );
    return { text: given?.text ?? null, isYes: consenting[action].includes(given?.text ?? "") };
  };
  return moves.flatMap((move) => {
    const { from_state: from, to_state: to, triggered_by, triggered_by_id, lead_id } = move;
    const told = `${from} → ${to} of booking ${move.booking_id}`;
    if (from !== to && !findTransition(from, to)) return [`${told} is no transition`];
    if (triggered_by !== "customer") return [];
    if (triggered_by_id !== lead_id) return [`${told} by another lead`];
    const binds = to === "SLOT_CONFIRMED" || to === "CANCELLED";
    if (!binds) return [];
    const { text, isYes } = consentTo(move);
    return isYes ? [] : [`${told} on ${JSON.stringify(text)}`];
  });
};

/** Bookings and cancellations of leads: that there were any shows that the run proved something. */
export const countBinding = async ({ db }: World): Promise<number> => {
  const { count } = await db
    .selectFrom("booking_events")
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .where("validation_passed", "=", true)
    .where("triggered_by", "=", "customer")
    .where("to_state", "in", ["SLOT_CONFIRMED", "CANCELLED"])
    .executeTakeFirstOrThrow();
  return Number(count);
};
