import type { SeriesReceipt } from "#src/booking/series/series-receipt.ts";
import type { NoSlotReason } from "#src/domain/availability/no-slot-reason.ts";
import type { Appointment, Booking } from "#src/domain/booking.ts";
import type { SopField } from "#src/domain/facts.ts";
import type { Money } from "#src/domain/money.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { Reminder, SettableKind } from "#src/domain/reminders/reminder.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { BriefProvider, BriefService } from "../briefing.ts";
import type { Asked } from "../focus.ts";
import type { Answer, ConfirmationNeeded } from "../tool.ts";

/** Sentences that need no facts beyond the business's name. */
export type PlainReply =
  | "greet"
  | "hello_again"
  | "thanks"
  | "goodbye"
  | "ask_time"
  | "ask_contact"
  | "ask_series_length"
  | "details_saved"
  | "no_bookings"
  | "no_answer"
  | "kept_open"
  | "handed_over"
  | "unclear"
  | "past_time"
  | "weekday_differs"
  | "too_long"
  | "opted_out"
  | "opted_in"
  | "reminders_off"
  | "reminders_on"
  | "marketing_off"
  | "marketing_on"
  | "emergency"
  | "cannot_read"
  | "trouble"
  | "feedback_thanks"
  | "payment_link_follows";

/** What a booking is reminded of by itself, in our words or in those of the business. */
export interface ReminderPlan {
  readonly kind: "reminder";
  readonly reminder: SettableKind;
  readonly booking: Booking;
  /** How often this was asked, this time included. */
  readonly attempt: number;
  readonly own: NonNullable<Reminder["text"]>;
}

interface OfAppointment {
  readonly booking: Booking;
  /** The appointment it is about: its own, or the one that was given up. */
  readonly at: Appointment;
}

/** A question of an SOP, and what came back to it before. */
export interface QuestionPlan {
  readonly kind: "ask_question";
  readonly question: SopField;
  /** `unfit`: no answer of its type; `refused`: one that does not let the lead on. */
  readonly because: "open" | "unfit" | "refused";
  /** The time that was chosen and waits for the answer. */
  readonly slotId: string | null;
}

/** News of money, for the lead whose money it is. */
export type PaymentNews = { readonly kind: "payment"; readonly amount: Money } & (
  | ({ readonly about: "link"; readonly url: string; readonly expiresAt: Date } & OfAppointment)
  | { readonly about: "received"; readonly booking: Booking }
  /** It came and does not fit: people look at it. */
  | { readonly about: "unclear" }
  /** It has not come in time. */
  | ({ readonly about: "lapsed" } & OfAppointment)
  /** It came too late, and somebody has the time now. */
  | ({ readonly about: "gone" } & OfAppointment)
  | {
      readonly about: "failed";
      readonly booking: Booking;
      /** Other ways to pay. */
      readonly methods: readonly string[];
    }
  | { readonly about: "refund_ordered" | "refunded" }
);

/** What to say, as data. Every fact in it comes from a receipt, a refusal or the briefing. */
export type ReplyPlan =
  | { readonly kind: "plain"; readonly say: PlainReply }
  | {
      readonly kind: "ask_service";
      readonly services: readonly BriefService[];
      readonly which: boolean;
    }
  | { readonly kind: "services"; readonly services: readonly BriefService[] }
  | QuestionPlan
  | {
      readonly kind: "offer";
      readonly bookingId: string;
      readonly slots: readonly Slot[];
      readonly because:
        | "asked"
        | "wish_missed"
        | "person_missed"
        | "taken"
        | "expired"
        | "moved"
        | "which";
      readonly freed?: Appointment | undefined;
      /** Why the time that was wished for is not to be had, where it was looked for. */
      readonly reason?: NoSlotReason["code"] | undefined;
    }
  | {
      readonly kind: "confirm";
      readonly question: ConfirmationNeeded["question"];
      /** Given back in this turn, for the time that is asked about. */
      readonly freed?: Appointment | undefined;
    }
  | { readonly kind: "confirmed"; readonly booking: Booking }
  | { readonly kind: "cancelled"; readonly booking: Booking }
  | { readonly kind: "kept"; readonly booking: Booking }
  | {
      readonly kind: "choose_booking";
      readonly purpose: "reschedule" | "cancel";
      readonly bookings: readonly Booking[];
    }
  | { readonly kind: "bookings"; readonly bookings: readonly Booking[] }
  | { readonly kind: "answers"; readonly answers: readonly Answer[] }
  | {
      readonly kind: "no_slots";
      readonly serviceId: string;
      readonly wish: string;
      readonly reason: NoSlotReason["code"] | null;
      readonly nearest: readonly Slot[];
    }
  | { readonly kind: "waitlist_joined"; readonly serviceName: string }
  | { readonly kind: "series_offer"; readonly series: SeriesReceipt }
  | { readonly kind: "series_confirmed"; readonly series: SeriesReceipt }
  | { readonly kind: "series_cancelled"; readonly series: SeriesReceipt }
  | { readonly kind: "ask_scope"; readonly booking: Booking; readonly reason: string }
  | { readonly kind: "providers"; readonly providers: readonly BriefProvider[] }
  /** What stands in the way, and the question whether to go around it. */
  | { readonly kind: "ask_yes"; readonly text: string; readonly asked: Asked }
  | { readonly kind: "unclear_time" | "impossible_date"; readonly text: string }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** A time somebody waited for is kept for them. */
  | { readonly kind: "time_freed"; readonly bookingId: string; readonly slot: Slot }
  /** An appointment cannot take place: other times are kept, one was taken, or there is none. */
  | {
      readonly kind: "fallen_away";
      readonly bookingId: string;
      readonly lost: Appointment;
      readonly slots: readonly Slot[];
    }
  | { readonly kind: "moved_by_us"; readonly booking: Booking; readonly lost: Appointment }
  | { readonly kind: "cannot_take_place"; readonly booking: Booking; readonly lost: Appointment }
  | {
      readonly kind: "class_cancelled";
      readonly booking: Booking;
      readonly lost: Appointment;
      readonly nearest: readonly Slot[];
    }
  | ReminderPlan
  | { readonly kind: "coming"; readonly booking: Booking }
  | PaymentNews
  /** Answers a digression, then asks again what was open. */
  | { readonly kind: "then_ask_again"; readonly first: ReplyPlan };
