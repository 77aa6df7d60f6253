import type { Appointment, Booking } from "#src/domain/booking.ts";
import { attendanceHash, YES, yesTo } from "../consent.ts";
import { CHANGE, NO } from "./buttons.ts";
import { plain, type Rendered, sayService, saySlot, type Voice } from "./render-reply.ts";
import type { ReminderPlan, ReplyPlan } from "./reply-plan.ts";

type Plan<K extends ReplyPlan["kind"]> = Extract<ReplyPlan, { kind: K }>;

/** What a lead hears by itself of a booking of theirs, and the question it ends with. */
export const renderReminder = (voice: Voice, plan: ReminderPlan): Rendered => {
  const text = wordsOf(voice, plan);
  const { booking } = plan;
  switch (plan.reminder) {
    case "confirm":
    case "day_before":
      return booking.confirmedByReminder
        ? plain(text)
        : { ...askComing(voice, booking), text: withQuestion(voice, plan, text) };
    case "missed":
      return { ...askAnotherTime(voice, booking), text };
    case "recall":
    case "reengage":
      return { ...askToBook(voice, booking), text };
    case "feedback":
      return { ...plain(text), asked: { kind: "feedback", bookingId: booking.id } };
    default:
      return plain(text);
  }
};

/** Asked where the lead said something that may be a yes, but not to exactly this. */
export const renderAskComing = (voice: Voice, booking: Booking): Rendered => {
  const values = { service: sayService(voice, booking), slot: slotOf(voice, booking) };
  const text = `${voice.say("remind_day_before", values)} ${voice.say("remind_ask")}`;
  return { ...askComing(voice, booking), text };
};

export const renderComing = (voice: Voice, { booking }: Plan<"coming">): Rendered =>
  plain(voice.say("coming", { service: sayService(voice, booking), slot: slotOf(voice, booking) }));

const wordsOf = (voice: Voice, { reminder, booking, own, attempt }: ReminderPlan): string => {
  const { say, briefing } = voice;
  const written = own[briefing.language] ?? own.vi ?? own.en;
  const filled = written === undefined ? undefined : fillIn(voice, booking, written);
  if (reminder !== "prepare" && filled !== undefined) return filled;
  const service = sayService(voice, booking);
  const values = { service, business: briefing.organization.name, text: filled ?? "" };
  const { appointment } = booking;
  if (booking.serviceId === null) return say("remind_reengage_open", values);
  if (!appointment) return say(`remind_${reminder}`, values);
  const key = reminder === "day_before" && attempt > 1 ? "again" : reminder;
  const slot = saySlot(voice, appointment);
  return say(`remind_${key}`, { ...values, slot, time: timeOf(voice, appointment) });
};

/** The words of a business with what the booking row says in their blanks. */
const fillIn = (voice: Voice, booking: Booking, written: string): string => {
  const { appointment } = booking;
  const blanks: Readonly<Record<string, string>> = {
    service: sayService(voice, booking),
    business: voice.briefing.organization.name,
    time: appointment ? timeOf(voice, appointment) : "",
    provider: appointment?.providerName ?? "",
    location: appointment?.locationName ?? "",
  };
  return written.replaceAll(/\{(\w+)\}/g, (whole, name: string) => blanks[name] ?? whole);
};

/** Our question follows our words; a business words its own. */
const withQuestion = ({ say, briefing }: Voice, { own }: ReminderPlan, text: string): string =>
  own[briefing.language] === undefined ? `${text} ${say("remind_ask")}` : text;

const askComing = (voice: Voice, booking: Booking): Omit<Rendered, "text"> => {
  const shownHash = attendanceHash(voice.briefing, booking);
  return {
    choices: [
      { id: yesTo(shownHash), label: voice.say("button_come") },
      { id: CHANGE, label: voice.say("button_move") },
    ],
    asked: { kind: "confirm_attendance", bookingId: booking.id, shownHash },
  };
};

const askAnotherTime = ({ briefing, say }: Voice, booking: Booking): Omit<Rendered, "text"> => {
  const shownHash = briefing.cancellationHash(booking);
  return {
    choices: [
      { id: yesTo(shownHash), label: say("button_rebook") },
      { id: NO, label: say("button_no") },
    ],
    asked: { kind: "confirm_move", bookingId: booking.id, reason: "no_show", shownHash },
  };
};

const askToBook = ({ say }: Voice, { id }: Booking): Omit<Rendered, "text"> => ({
  choices: [
    { id: YES, label: say("button_book") },
    { id: NO, label: say("button_no") },
  ],
  asked: { kind: "rebook", bookingId: id },
});

const timeOf = ({ time }: Voice, { start, zone }: Appointment): string => time(start, zone);

const slotOf = (voice: Voice, { id, appointment }: Booking): string => {
  if (!appointment) throw new Error(`booking ${id} has no appointment to come to`);
  return saySlot(voice, appointment);
};
