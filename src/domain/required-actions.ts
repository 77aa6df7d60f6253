import type { Booking } from "./booking.ts";
import { isFinal } from "./booking-states.ts";
import type { Facts, SopField } from "./facts.ts";
import { isDueBefore, oneOfEach } from "./sop/judge-answers.ts";
import type { AnswerType } from "./sop/sop.ts";

interface AboutAnswer<Action extends string> {
  readonly action: Action;
  readonly field: string;
  readonly type: AnswerType;
  readonly question: string;
}

/** What must happen next for the booking to go on, in order (000 §12.1 get_required_actions). */
export type RequiredAction =
  | { readonly action: "select_service" }
  | { readonly action: "save_contact" }
  | AboutAnswer<"ask">
  /** The answer stands in the way: another one, or a person, can help. */
  | AboutAnswer<"resolve_answer">
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
      return [...intake(facts), { action: "send_reminder" }];
    case "REMINDER_SENT":
      return booking.appointment && booking.appointment.start <= now
        ? [{ action: "record_show_up" }]
        : intake(facts);
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

const missing = (booking: Booking, facts: Facts): RequiredAction[] => [
  ...(booking.serviceId === null ? [{ action: "select_service" } as const] : []),
  ...(facts.lead && facts.lead.reachableBy.length > 0 ? [] : [{ action: "save_contact" } as const]),
  ...openAnswers(facts, (one) =>
    isDueBefore(one, booking.state === "SLOT_PROPOSED" ? "SLOT_CONFIRMED" : "SLOT_PROPOSED"),
  ),
];

const openAnswers = (
  { sop, language }: Facts,
  isMeant: (one: SopField) => boolean,
): RequiredAction[] =>
  oneOfEach((sop ?? []).filter((one) => isMeant(one) && !one.met)).map(
    ({ field, type, question, refused }) => ({
      action: refused ? "resolve_answer" : "ask",
      ...{ field, type, question: question[language] },
    }),
  );

/** What is wanted before the visit; nothing waits for it. */
const intake = (facts: Facts): RequiredAction[] =>
  openAnswers(facts, ({ before }) => before === null);
