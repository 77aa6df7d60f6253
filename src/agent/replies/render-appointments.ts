import type { Booking } from "#src/domain/booking.ts";
import { YES, yesTo } from "../consent.ts";
import { bookingLines } from "./booking-lines.ts";
import { KEEP, NO, OTHER_TIME } from "./buttons.ts";
import { sayDue } from "./render-payments.ts";
import { renderAskComing } from "./render-reminders.ts";
import {
  plain,
  type Rendered,
  sayPricedSlot,
  sayService,
  saySlot,
  type Voice,
} from "./render-reply.ts";
import { renderAskCancelSeries, renderConfirmSeries } from "./render-series.ts";
import type { ReplyPlan } from "./reply-plan.ts";

type Plan<K extends ReplyPlan["kind"]> = Extract<ReplyPlan, { kind: K }>;

export const renderOffer = (voice: Voice, plan: Plan<"offer">): Rendered => {
  const { say } = voice;
  const lines = plan.slots.map((slot, index) =>
    say("slot_line", { n: index + 1, slot: sayPricedSlot(voice, slot) }),
  );
  const options = plan.slots.map((slot) => ({
    id: slot.id,
    label: saySlot(voice, slot),
    start: slot.start.toISOString(),
    provider: slot.providerName,
  }));
  return {
    text: [...offerHead(voice, plan), ...lines, offerAsk(voice, plan)].join("\n"),
    choices: options.map(({ id, label }) => ({ id, label })),
    asked: { kind: "choose_slot", bookingId: plan.bookingId, options },
  };
};

const offerHead = (voice: Voice, { because, slots, freed, reason }: Plan<"offer">): string[] => {
  const { say, time, briefing } = voice;
  const [first] = slots;
  if (!first || because === "which") return [];
  const held = first.heldUntil ? first.heldUntil.getTime() - briefing.now.getTime() : 0;
  const hold = Math.max(1, Math.round(held / 60_000));
  if (because === "moved" && freed) {
    return [say("offer_moved_head", { freed: time(freed.start, freed.zone), hold })];
  }
  const minutes = Math.round((first.end.getTime() - first.start.getTime()) / 60_000);
  const head = say("offer_head", { service: sayService(voice, first), minutes, hold });
  if (because === "wish_missed" && reason) {
    return [say("no_slots", { why: say(`why_${reason}`) }), head];
  }
  const apology = {
    person_missed: "offer_person_missed",
    wish_missed: "offer_wish_missed",
    taken: "offer_taken",
    expired: "offer_expired",
  };
  return because in apology ? [say(apology[because as keyof typeof apology]), head] : [head];
};

const offerAsk = ({ say }: Voice, { because }: Plan<"offer">): string =>
  say(because === "which" ? "ask_which_slot" : "offer_ask");

export const renderConfirm = (voice: Voice, { question, freed }: Plan<"confirm">): Rendered => {
  const { say, time } = voice;
  if (question.kind === "confirm_series") return renderConfirmSeries(voice, question);
  if (question.kind === "confirm_cancel_series") return renderAskCancelSeries(voice, question);
  if (question.kind === "confirm_attendance") return renderAskComing(voice, question.booking);
  if (question.kind !== "confirm_slot") return renderAskChange(voice, question);
  const { slot, bookingId, shownHash } = question;
  const label = saySlot(voice, slot);
  const values = { service: sayService(voice, slot), slot: sayPricedSlot(voice, slot) };
  return {
    text: freed
      ? say("confirm_moved_slot", { ...values, freed: time(freed.start, freed.zone) })
      : say("confirm_slot", values),
    choices: [
      { id: yesTo(shownHash), label: say("button_yes") },
      { id: OTHER_TIME, label: say("button_other_time") },
    ],
    asked: {
      kind: "confirm_slot",
      bookingId,
      slotId: slot.id,
      label,
      start: slot.start.toISOString(),
      provider: slot.providerName,
      shownHash,
    },
  };
};

type ChangeQuestion = Extract<
  Plan<"confirm">["question"],
  { kind: "confirm_cancel" | "confirm_move" }
>;

const renderAskChange = (
  voice: Voice,
  { kind, booking, reason, shownHash }: ChangeQuestion,
): Rendered => {
  const { say } = voice;
  const moves = kind === "confirm_move";
  return {
    text: ofBooking(voice, booking, moves ? "ask_move" : "ask_cancel"),
    choices: [
      { id: yesTo(shownHash), label: say(moves ? "button_move" : "button_cancel") },
      { id: KEEP, label: say("button_keep") },
    ],
    asked: { kind, bookingId: booking.id, reason, shownHash },
  };
};

export const renderConfirmed = (voice: Voice, { booking }: Plan<"confirmed">): Rendered => {
  const { say, briefing } = voice;
  const { appointment, payment, previousAppointments } = booking;
  if (!appointment) throw new Error(`booking ${booking.id} is confirmed without an appointment`);
  const slot = sayPricedSlot(voice, { ...booking, ...appointment });
  const values = { service: sayService(voice, booking), slot };
  const place = briefing.places.find(({ id }) => id === appointment.locationId);
  const address = place?.address ? [say("address", { address: place.address })] : [];
  if (payment.required && payment.amount && booking.state === "PAYMENT_PENDING") {
    const amount = sayDue(voice, payment.amount);
    return plain([say("confirmed_payment", { ...values, amount }), ...address].join("\n"));
  }
  const key = previousAppointments.length > 0 ? "confirmed_moved" : "confirmed";
  return plain([say(key, values), ...address].join("\n"));
};

export const renderCancelled = (voice: Voice, { booking }: Plan<"cancelled">): Rendered => ({
  text: ofBooking(voice, booking, "cancelled"),
  choices: [
    { id: YES, label: voice.say("button_rebook") },
    { id: NO, label: voice.say("button_no") },
  ],
  asked: { kind: "rebook", bookingId: booking.id },
});

export const renderKept = (voice: Voice, { booking }: Plan<"kept">): Rendered =>
  plain(ofBooking(voice, booking, "kept"));

const ofBooking = (
  voice: Voice,
  booking: Booking,
  key: "ask_cancel" | "ask_move" | "cancelled" | "kept",
): string => {
  const service = sayService(voice, booking);
  const { appointment } = booking;
  return appointment
    ? voice.say(key, { service, time: voice.time(appointment.start, appointment.zone) })
    : voice.say(`${key}_open`, { service });
};

const bookingOptions = (voice: Voice, bookings: readonly Booking[]) =>
  bookings.flatMap(({ id, appointment, ...of }) =>
    appointment
      ? [
          {
            id,
            label: `${sayService(voice, of)} – ${voice.time(appointment.start, appointment.zone)}`,
            start: appointment.start.toISOString(),
          },
        ]
      : [],
  );

export const renderChooseBooking = (
  voice: Voice,
  { purpose, bookings }: Plan<"choose_booking">,
): Rendered => {
  const options = bookingOptions(voice, bookings);
  return {
    text: [voice.say(`choose_booking_${purpose}`), ...bookingLines(voice, bookings)].join("\n"),
    choices: options.map(({ id, label }) => ({ id, label })),
    asked: { kind: "choose_booking", purpose, options },
  };
};

export const renderBookings = (voice: Voice, { bookings }: Plan<"bookings">): Rendered =>
  bookings.length === 0
    ? plain(voice.say("no_bookings"))
    : plain([voice.say("bookings_head"), ...bookingLines(voice, bookings)].join("\n"));
