import { isOpen } from "#src/domain/booking-states.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { Briefing } from "../../briefing.ts";
import { asksFacts } from "./asks-facts.ts";
import type { Act } from "./embedded.ts";
import { askOwnBookings, changeAppointment } from "./own-appointments.ts";
import type { Reading } from "./read-turn.ts";
import { waitFor } from "./wait-for.ts";
import { proposeWished, selectService, startBooking, wantsTime } from "./wanted.ts";

/** What the lead wants, whatever was asked; null when it is none of these. */
export const followIntent = (briefing: Briefing, reading: Reading): Act | null =>
  changeAppointment(briefing, reading) ??
  wantToPay(briefing, reading) ??
  askOwnBookings(reading) ??
  askPeople(briefing, reading) ??
  wantWaitlist(briefing, reading) ??
  wantService(briefing, reading) ??
  wantTime(briefing, reading) ??
  wantToBook(briefing, reading) ??
  smallTalk(briefing, reading);

const paymentWanted =
  /\b(gui|cho|xin|mat|mo|lay)( \p{L}+){0,4} (link|duong dan|ma qr)( thanh toan)?\b|\b(link|duong dan) (thanh toan|dat coc|tra tien|nao)\b|\b(thanh toan|tra tien|dat coc|chuyen tien)( \p{L}+){0,3} (o dau|the nao|sao|kieu gi|ngay|luon|bay gio)\b|\b(muon|can|de) (\p{L}+ )?(thanh toan|tra tien|dat coc)\b|\b(payment|pay) (link|page)\b|\b(send|lost|resend|need|where)( \p{L}+){0,5} link\b|\bhow (do|can|should) i pay\b|\b(want|like|ready) to pay\b|\bpay (now|for it|the deposit)\b/u;

/** "Gửi lại link thanh toán", "how do I pay?", while an appointment waits for its money. */
const wantToPay = ({ booking, upcoming }: Briefing, { text }: Reading): Act | null => {
  const waits = [...(booking ? [booking] : []), ...upcoming].find(
    ({ state }) => state === "PAYMENT_PENDING",
  );
  return waits && paymentWanted.test(foldVietnamese(text).toLowerCase())
    ? { tool: "start_payment", with: { bookingId: waits.id } }
    : null;
};

const servicesAsked =
  /\b(dich vu (gi|nao)|nhung dich vu|cac dich vu|lam (nhung )?gi|services|what do you (do|offer))\b/u;
const bookingWanted =
  /\b(dat (lich|hen|cho|kham)|dang ky|(?<!phong )kham|book|appointment|schedule|come in|reserve)\b/u;

const wantService = (briefing: Briefing, reading: Reading): Act | null => {
  const { service, rivals, text, reply, wishes } = reading;
  const folded = foldVietnamese(text);
  if (reply.act === "ask" && servicesAsked.test(folded) && !service) {
    return { tool: "get_services", with: {} };
  }
  const onlyAsks = reply.act === "ask" && !bookingWanted.test(folded) && wishes.length === 0;
  if (asksFacts(text) || onlyAsks) return null;
  if (service && service.id !== openService(briefing)) {
    return selectService(briefing, service.id);
  }
  if (rivals.length > 0 && openService(briefing) === null) {
    return { say: { kind: "ask_service", services: rivals, which: true } };
  }
  return null;
};

const peopleAsked =
  /\b((bac si|nha si|tho|nhan vien|chuyen vien|giao vien|stylist|nguoi|ai) nao|nhung ai|co ai|gioi thieu|who (are|is|works|gives|does|can)|which (doctor|dentist|stylist|therapist|instructor|person|provider|one of you)|your (team|staff|people|doctors|stylists|therapists|instructors)|tell me about|anyone who|somebody who|someone who)\b/u;

/** "Bác sĩ nào nói tiếng Anh?", "who are your stylists?", "tell me about Linh" */
const askPeople = ({ booking }: Briefing, reading: Reading): Act | null => {
  const { text, reply, traits, providerId, service, wishes } = reading;
  if (wishes.length > 0 || bookingWanted.test(foldVietnamese(text))) return null;
  const isAsked =
    peopleAsked.test(foldVietnamese(text)) ||
    (reply.act === "ask" && traits !== null && booking === null);
  if (!isAsked) return null;
  return {
    tool: "get_providers",
    with: {
      ...(providerId && { providerIds: [providerId] }),
      ...(service && providerId === null && { serviceId: service.id }),
      ...traits,
    },
  };
};

const waitlistWanted =
  /\b(danh sach cho|waiting ?list|wait ?list|(put|add) me on (the|your) list|bao em khi (nao )?(co|trong)|khi nao (co )?(cho|lich) trong|let me know (if|when) .{0,40}(free|open|available))\b/u;

/** "Put me on the list": for the times spoken of, or for whatever comes soonest. */
const wantWaitlist = (briefing: Briefing, { text }: Reading): Act | null => {
  const { focus } = briefing;
  if (!waitlistWanted.test(foldVietnamese(text))) return null;
  const serviceId = openService(briefing) ?? focus.topic;
  if (serviceId === null) return startBooking(briefing);
  return waitFor(briefing, { serviceId, wish: text });
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
