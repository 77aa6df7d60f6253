import type { Booking } from "./booking.ts";
import { isFinal } from "./booking-states.ts";
import type { Facts } from "./facts.ts";

/** What must happen next for the booking to go on, in order (000 §12.1 get_required_actions). */
export type RequiredAction =
  | { readonly action: "select_service" }
  | { readonly action: "save_contact" }
  | { readonly action: "ask"; readonly field: string; readonly question: string }
  | { readonly action: "propose_slots" }
  | { readonly action: "await_confirmation" }
  | { readonly action: "await_payment" }
  | { readonly action: "send_reminder" }
  | { readonly action: "record_show_up" }
  | { readonly action: "follow_up" }
  | { readonly action: "offer_reschedule" }
  | { readonly action: "resolve_error" };

export const requiredActions = (booking: Booking, facts: Facts, now: Date): RequiredAction[] => {
  if (isFinal(booking.state)) {
    return booking.state === "COMPLETED" ? [{ action: "follow_up" }] : [];
  }
  switch (booking.state) {
    case "INQUIRY":
    case "SERVICE_SELECTED":
    case "RESCHEDULED":
      return [...missing(booking, facts), { action: "propose_slots" }];
    case "SLOT_PROPOSED":
      return [...missing(booking, facts), { action: "await_confirmation" }];
    case "PAYMENT_PENDING":
      return [{ action: "await_payment" }];
    case "SLOT_CONFIRMED":
    case "PAID":
      return [{ action: "send_reminder" }];
    case "REMINDER_SENT":
      return booking.appointment && booking.appointment.start <= now
        ? [{ action: "record_show_up" }]
        : [];
    case "NO_SHOW":
      return [{ action: "follow_up" }, { action: "offer_reschedule" }];
    case "FOLLOW_UP":
      return booking.missed ? [{ action: "offer_reschedule" }] : [];
    case "ERROR":
      return [{ action: "resolve_error" }];
    default:
      return [];
  }
};

const missing = (booking: Booking, { lead, sop, language }: Facts): RequiredAction[] => [
  ...(booking.serviceId === null ? [{ action: "select_service" } as const] : []),
  ...(lead && lead.reachableBy.length > 0 ? [] : [{ action: "save_contact" } as const]),
  ...(sop ?? [])
    .filter(({ met }) => !met)
    .map(
      ({ field, question }) => ({ action: "ask", field, question: question[language] }) as const,
    ),
];
