import { isOpen } from "#src/domain/booking-states.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { Briefing } from "../../briefing.ts";
import { asksFacts } from "./asks-facts.ts";
import type { Act } from "./embedded.ts";
import { askOwnBookings, changeAppointment } from "./own-appointments.ts";
import type { Reading } from "./read-turn.ts";
import { proposeWished, startBooking, wantsTime } from "./wanted.ts";

/** What the lead wants, whatever was asked; null when it is none of these. */
export const followIntent = (briefing: Briefing, reading: Reading): Act | null =>
  changeAppointment(briefing, reading) ??
  askOwnBookings(reading) ??
  wantService(briefing, reading) ??
  wantTime(briefing, reading) ??
  wantToBook(briefing, reading) ??
  smallTalk(briefing, reading);

const servicesAsked =
  /\b(dich vu (gi|nao)|nhung dich vu|cac dich vu|lam (nhung )?gi|services|what do you (do|offer))\b/u;
const bookingWanted =
  /\b(dat (lich|hen|cho|kham)|dang ky|(?<!phong )kham|book|appointment|schedule|come in|reserve)\b/u;

const wantService = (briefing: Briefing, reading: Reading): Act | null => {
  const { service, rivals, text, reply } = reading;
  const folded = foldVietnamese(text);
  if (reply.act === "ask" && servicesAsked.test(folded) && !service) {
    return { tool: "get_services", with: {} };
  }
  if (asksFacts(text) || (reply.act === "ask" && !bookingWanted.test(folded))) return null;
  if (service && service.id !== openService(briefing)) {
    return { tool: "select_service", with: { serviceId: service.id } };
  }
  if (rivals.length > 0 && openService(briefing) === null) {
    return { say: { kind: "ask_service", services: rivals, which: true } };
  }
  return null;
};

const openService = ({ booking }: Briefing): string | null =>
  booking && isOpen(booking.state) ? booking.serviceId : null;

const wantTime = (briefing: Briefing, reading: Reading): Act | null => {
  if (asksFacts(reading.text)) return null;
  if (!wantsTime(reading) && !reading.reply.times.some(({ certain }) => !certain)) return null;
  const { booking } = briefing;
  if (booking && isOpen(booking.state)) return proposeWished(briefing, { reading });
  return reading.wishes.length > 0 ? startBooking(briefing) : null;
};

const wantToBook = (briefing: Briefing, reading: Reading): Act | null => {
  const folded = foldVietnamese(reading.text);
  if (!bookingWanted.test(folded) || asksFacts(reading.text)) return null;
  return openService(briefing) !== null
    ? proposeWished(briefing, { reading })
    : startBooking(briefing);
};

const smallTalk = ({ focus, booking }: Briefing, { reply, contact }: Reading): Act | null => {
  if (booking && (contact.phone || contact.email || contact.name)) {
    return { tool: "save_lead_details", with: { ...contact } };
  }
  switch (reply.act) {
    case "greet":
      return focus.asked && focus.asked.kind !== "choose_service"
        ? { say: { kind: "then_ask_again", first: { kind: "plain", say: "hello_again" } } }
        : { say: { kind: "plain", say: "greet" } };
    case "affirm":
    case "thanks":
      return { say: { kind: "plain", say: "thanks" } };
    case "defer":
    case "deny":
      // "Có chỗ gửi xe không" holds a "không" and is a question all the same.
      if (reply.acts.includes("ask")) return null;
      return { say: { kind: "plain", say: "goodbye" } };
    default:
      return null;
  }
};
