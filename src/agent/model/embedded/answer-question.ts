import type { Briefing } from "../../briefing.ts";
import type { Asked, AskedOf } from "../../focus.ts";
import { answerSeries } from "./answer-series.ts";
import { answerSop, digressions } from "./answer-sop.ts";
import { asksFacts } from "./asks-facts.ts";
import type { Act } from "./embedded.ts";
import type { Reading } from "./read-turn.ts";
import { waitFor } from "./wait-for.ts";
import {
  askColleague,
  bookAgain,
  cancel,
  choosing,
  covers,
  keep,
  move,
  moveAsAsked,
  proposeWished,
  selectService,
  wantsOldTime,
  wantsTime,
} from "./wanted.ts";

/** The message as an answer to our last question; null when it is about something else. */
export const answerQuestion = (briefing: Briefing, reading: Reading): Act | null => {
  const { asked } = briefing.focus;
  switch (asked?.kind) {
    case "confirm_slot":
      return answerConfirm(briefing, reading, asked);
    case "choose_slot":
      return answerChoice(briefing, reading);
    case "confirm_move":
      return answerMove(briefing, reading, asked);
    case "confirm_attendance":
      return answerAttendance(briefing, reading, asked);
    case "feedback":
      return answerFeedback(reading);
    case "confirm_cancel":
      return answerCancel(briefing, reading, asked);
    case "choose_service":
      return answerService(briefing, reading);
    case "choose_booking":
      return answerBooking(briefing, reading, asked);
    case "sop":
      return answerSop(briefing, reading, asked);
    case "contact":
      return answerContact(reading);
    case "rebook":
      return answerRebook(briefing, reading);
    case "colleague":
      return answerYes(reading, askColleague(briefing));
    case "waitlist":
      return answerWaitlist(briefing, reading, asked);
    case "confirm_series":
    case "confirm_cancel_series":
    case "series_scope":
    case "series_length":
      return answerSeries(briefing, reading, asked);
    case "consult":
      return answerYes(reading, selectService(briefing, asked.serviceId));
    case "party":
      return answerYes(reading, {
        tool: "select_service",
        with: { serviceId: briefing.booking?.serviceId ?? "", participants: asked.size },
      });
    default:
      return null;
  }
};

/** One of several appointments, by its place, its time or its service. */
const answerBooking = (
  briefing: Briefing,
  reading: Reading,
  { purpose }: AskedOf<"choose_booking">,
): Act | null => {
  const { reply, service } = reading;
  if (reply.choice && "id" in reply.choice) return choosing(briefing, reading, reply.choice.id);
  const [named, ...others] = briefing.upcoming.filter(({ serviceId }) => serviceId === service?.id);
  if (named && others.length === 0) return choosing(briefing, reading, named.id);
  // A yes to "which one?" chooses none.
  return reply.act === "affirm" || reply.act === "affirm_but"
    ? { say: { kind: "choose_booking", purpose, bookings: briefing.upcoming } }
    : null;
};

const answerConfirm = (
  briefing: Briefing,
  reading: Reading,
  { slotId }: AskedOf<"confirm_slot">,
): Act | null => {
  const { act, choice } = reading.reply;
  const same = choice !== undefined && "id" in choice && choice.id === slotId;
  if (act === "affirm" || (act === "choose" && same)) {
    return { tool: "confirm_slot", with: { slotId } };
  }
  if (asksFacts(reading.text)) return null;
  if (wantsTime(reading)) return proposeWished(briefing, { reading });
  const party = briefing.focus.wish.party;
  if (party !== null && party !== briefing.booking?.participants) return proposeWished(briefing);
  const told = contactTold(reading);
  if (told) return told;
  if (act === "deny" || act === "affirm_but") return { say: { kind: "plain", say: "ask_time" } };
  return null;
};

/** A name or number told, or put right, while something else was asked. */
const contactTold = ({ contact }: Reading): Act | null =>
  contact.phone || contact.email || contact.name
    ? { tool: "save_lead_details", with: { ...contact } }
    : null;

const answerChoice = (briefing: Briefing, reading: Reading): Act | null => {
  const { act, choice } = reading.reply;
  if (wantsOldTime(briefing) && reading.wishes.length === 0) return proposeWished(briefing);
  // "What do you have tomorrow morning?" asks for times even where one shown would fit.
  if (act === "ask" && reading.wishes.length > 0) return proposeWished(briefing, { reading });
  if (choice && "id" in choice) return { tool: "confirm_slot", with: { slotId: choice.id } };
  if (asksFacts(reading.text)) return null;
  if (wantsTime(reading) && act !== "cancel" && act !== "reschedule") {
    return proposeWished(briefing, { reading });
  }
  if (choice || act === "affirm") return askWhich(briefing);
  if (act === "deny") return { say: { kind: "plain", say: "ask_time" } };
  return null;
};

const askWhich = ({ booking, offered }: Briefing): Act | null =>
  booking && offered.length > 0
    ? { say: { kind: "offer", bookingId: booking.id, slots: offered, because: "which" } }
    : null;

type AskedChange = Extract<Asked, { kind: "confirm_cancel" | "confirm_move" }>;

const answerMove = (briefing: Briefing, { reply }: Reading, asked: AskedChange): Act | null => {
  switch (reply.act) {
    case "affirm":
    case "reschedule":
      return moveAsAsked(briefing, asked);
    case "deny":
    case "keep":
      return briefing.booking?.missed
        ? { say: { kind: "plain", say: "goodbye" } }
        : keep(briefing, asked.bookingId);
    default:
      return null;
  }
};

/** "Có" stands; "không", "đổi" and another time lead to the move, which asks before it is made. */
const answerAttendance = (
  briefing: Briefing,
  reading: Reading,
  { bookingId }: AskedOf<"confirm_attendance">,
): Act | null => {
  const booking = briefing.upcoming.find(({ id }) => id === bookingId);
  const { act } = reading.reply;
  if (!booking) return null;
  if (act === "affirm" || act === "keep") return { tool: "answer_reminder", with: { bookingId } };
  if (act === "cancel") return cancel(briefing, booking, reading);
  const declines = ["deny", "affirm_but", "reschedule"].includes(act);
  const start = booking.appointment?.start;
  const isElse = start !== undefined && reading.wishes.some((wish) => !covers(wish, start));
  return declines || (isElse && !asksFacts(reading.text)) ? move(briefing, booking, reading) : null;
};

/** What somebody says of a visit stands in the conversation; it asks for nothing. */
const answerFeedback = ({ reply, wishes, service, text }: Reading): Act | null => {
  const isElse = digressions.includes(reply.act) || wishes.length > 0 || service !== null;
  return isElse || asksFacts(text) ? null : { say: { kind: "plain", say: "feedback_thanks" } };
};

const answerCancel = (
  briefing: Briefing,
  { reply, text }: Reading,
  { bookingId, reason }: AskedChange,
): Act | null => {
  switch (reply.act) {
    case "affirm":
    case "cancel":
      return { tool: "cancel_booking", with: { bookingId, reason } };
    case "deny":
    case "keep":
      return keep(briefing, bookingId);
    case "reschedule":
      return { tool: "reschedule_booking", with: { bookingId, reason: text.slice(0, 500) } };
    default:
      return null;
  }
};

const answerService = (briefing: Briefing, { reply, text }: Reading): Act | null =>
  reply.choice && "id" in reply.choice && reply.act !== "ask" && !asksFacts(text)
    ? selectService(briefing, reply.choice.id)
    : null;

/** A plain yes to a plain question. */
const answerYes = ({ reply }: Reading, agreed: Act): Act | null => {
  if (reply.act === "affirm") return agreed;
  return reply.act === "deny" ? { say: { kind: "plain", say: "goodbye" } } : null;
};

const answerContact = (reading: Reading): Act | null => {
  const told = contactTold(reading);
  if (told) return told;
  return digressions.includes(reading.reply.act)
    ? null
    : { say: { kind: "plain", say: "ask_contact" } };
};

const answerRebook = (briefing: Briefing, reading: Reading): Act | null => {
  if (reading.service && reading.reply.act !== "ask") return null;
  if (reading.reply.act === "affirm" || wantsTime(reading)) return bookAgain(briefing);
  return reading.reply.act === "deny" ? { say: { kind: "plain", say: "goodbye" } } : null;
};

const answerWaitlist = (
  briefing: Briefing,
  { reply }: Reading,
  asked: AskedOf<"waitlist">,
): Act | null => {
  if (reply.act === "affirm") return waitFor(briefing, asked);
  return reply.act === "deny" && reply.times.length === 0
    ? { say: { kind: "plain", say: "goodbye" } }
    : null;
};
