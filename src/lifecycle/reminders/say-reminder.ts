import type { ReminderPlan } from "#src/agent/replies/reply-plan.ts";
import type { Session } from "#src/booking/session.ts";
import { type Addressee, tellLead } from "#src/conversation/tell-lead.ts";
import { updateBooking } from "#src/db/queries/bookings.ts";
import type { Settled } from "#src/db/queries/reminders.ts";

/** Offers are sent to who asked for offers; all else that nobody asked for is a reminder. */
type Purpose = NonNullable<Addressee["purpose"]>;

export const addresseeOf = (
  { organization, booking, row }: Session,
  purpose: Purpose = "reminders",
): Addressee => ({
  organizationId: organization.id,
  leadId: booking.leadId,
  conversationId: row.conversation_id,
  purpose,
});

/** Says it to a lead who was found to be reachable, and notes it with the booking (000 §4.1). */
export const sayReminder = async (
  { tx, deps, row, booking, now, ...session }: Session,
  to: Addressee,
  plan: Omit<ReminderPlan, "kind" | "booking">,
): Promise<Settled> => {
  const said = { ...plan, kind: "reminder", booking } as const;
  const messageId = await tellLead(tx, deps, to, said, booking.id);
  if (messageId === null) throw new Error(`lead ${booking.leadId} cannot be told any more`);
  const sent = { time: now.toISOString(), type: plan.reminder, status: "sent" };
  await updateBooking(tx, session.organization.id, booking.id, {
    reminder_sent_times: JSON.stringify([...row.reminder_sent_times, sent]),
    updated_at: now,
  });
  return { status: "sent", message_id: messageId };
};
