import type { Booking } from "#src/domain/booking.ts";
import { isOpen } from "#src/domain/booking-states.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { Briefing } from "../../briefing.ts";
import type { Act } from "./embedded.ts";
import type { Reading } from "./read-turn.ts";
import { cancel, covers, keep, move, proposeWished, startBooking } from "./wanted.ts";

/** Moving, cancelling and keeping what stands. */
export const changeAppointment = (briefing: Briefing, reading: Reading): Act | null => {
  const { act } = reading.reply;
  if (act === "keep") return keep(briefing, briefing.booking?.id ?? "");
  if (act !== "cancel" && act !== "reschedule") return null;
  const named = whichBooking(briefing, reading);
  if (named === "none") return withoutAppointment(briefing, reading);
  if (named === "several") {
    return { say: { kind: "choose_booking", purpose: act, bookings: briefing.upcoming } };
  }
  return act === "cancel" ? cancel(briefing, named, reading) : move(briefing, named, reading);
};

const whichBooking = (
  { upcoming }: Briefing,
  { reply, service, scope }: Reading,
): Booking | "none" | "several" => {
  const [only, ...others] = upcoming;
  if (!only) return "none";
  if (others.length === 0) return only;
  // All visits of the only series there is are meant by any of them.
  const isOneSeries = others.every(
    ({ series }) => series !== null && series.id === only.series?.id,
  );
  if (scope === "all" && isOneSeries) return only;
  const named = upcoming.filter((booking) => isOf(booking, service?.id));
  if (named.length === 1 && named[0]) return named[0];
  const meant = upcoming.filter(({ appointment }) =>
    reply.times.some(
      ({ from, to }) =>
        appointment &&
        covers(
          { from: from.toISOString(), to: (to ?? new Date(from.getTime() + 60_000)).toISOString() },
          appointment.start,
        ),
    ),
  );
  const [first, ...rest] = meant;
  return first && rest.length === 0 ? first : "several";
};

/** A package is named by any of its services too. */
const isOf = ({ serviceId, appointment }: Booking, id: string | undefined): boolean =>
  serviceId === id || (appointment?.parts ?? []).some((part) => part.serviceId === id);

/** Nothing stands yet: another time is just another proposal, and cancelling ends the attempt. */
const withoutAppointment = (briefing: Briefing, reading: Reading): Act => {
  const { booking } = briefing;
  if (!booking || !isOpen(booking.state)) {
    return reading.wishes.length > 0
      ? startBooking(briefing)
      : { say: { kind: "plain", say: "no_bookings" } };
  }
  return reading.reply.act === "cancel"
    ? cancel(briefing, booking, reading)
    : proposeWished(briefing, { reading });
};

const ownBookings =
  /\b(lich|hen|booking|appointment)s?( hen)?( cua)? (toi|tui|minh|em|anh|chi|chau|co|chu)\b|\b(my|toi co) (appointments?|bookings?|lich)\b|\bi have\b.{0,20}\b(appointments?|bookings?)\b/u;

/** "Lịch của em hôm nào?", "when is my appointment?" */
export const askOwnBookings = ({ text, reply }: Reading): Act | null =>
  reply.act === "ask" && ownBookings.test(foldVietnamese(text))
    ? { tool: "find_bookings", with: {} }
    : null;
