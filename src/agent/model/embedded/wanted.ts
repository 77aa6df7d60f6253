import { DateTime } from "luxon";

import type { Booking } from "#src/domain/booking.ts";
import { isOpen } from "#src/domain/booking-states.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { Briefing } from "../../briefing.ts";
import type { WishedTime } from "../../focus.ts";
import { readInbound } from "../../read-inbound.ts";
import type { Act } from "./embedded.ts";
import { proposeRhythm } from "./propose-rhythm.ts";
import type { Reading } from "./read-turn.ts";

/** The message names a time, or one relative to what was offered, or a person or place. */
export const wantsTime = (reading: Reading): boolean => {
  const { wishes, reply, providerId, locationId, traits, rhythm } = reading;
  return (
    wishes.length > 0 ||
    reply.relative !== undefined ||
    [providerId, locationId, traits, rhythm].some((wish) => wish !== null)
  );
};

const MINUTES_A_DAY = 1440;

interface Wanted {
  readonly reading?: Reading;
  readonly slotIds?: readonly string[];
  /** Whoever and wherever it is, when the person or place asked for has no time. */
  readonly anybody?: boolean;
}

/** A time of this message a person would ask back about; null when it picks one that was shown. */
export const askDoubtfulTime = (briefing: Briefing): Act | null => {
  const { times, choice } = readInbound(briefing);
  const time = times.find(({ certain, excluded }) => !certain && !excluded);
  if (!time || choice) return null;
  return time.weekdayDiffers
    ? { say: { kind: "plain", say: "weekday_differs" } }
    : { say: { kind: "unclear_time", text: time.text } };
};

/**
 * Looks for times: those of this message, else those the lead spoke of before. Two readings of one
 * time are asked back about, never guessed.
 */
export const proposeWished = (
  briefing: Briefing,
  { reading, slotIds, anybody = false }: Wanted = {},
): Act => {
  const { booking, services } = briefing;
  if (!booking || !isOpen(booking.state) || booking.serviceId === null) {
    return { say: { kind: "ask_service", services, which: false } };
  }
  const doubt = reading ? askDoubtfulTime(briefing) : null;
  if (doubt) return doubt;
  const instead = changeParty(briefing) ?? proposeRhythm(briefing);
  if (instead) return instead;
  const relative = reading ? relativeWish(briefing, reading, shownStarts(briefing)) : [];
  const own =
    reading && reading.wishes.length > 0
      ? atSameHour(briefing, reading, shownStarts(briefing)[0])
      : relative;
  const times = (own.length > 0 ? own : timesInMind(briefing)).slice(0, 6);
  return {
    tool: "propose_slots",
    with: { times, ...(slotIds && { slotIds }), ...whoAndWhere(briefing, anybody) },
  };
};

/** Somebody else, another branch or more people, and nothing said of the time: it stays. */
export const timesInMind = (briefing: Briefing): readonly WishedTime[] => {
  const { asked, wish } = briefing.focus;
  const { times, providerId, locationId, traits, party, minutes } = wish;
  const isOther = [providerId, locationId, traits, party, minutes].some((one) => one !== null);
  if (times.length > 0) return times;
  const old = wantsOldTime(briefing) ? oldTime(briefing) : null;
  if (old) return [startingAt(old)];
  if (asked?.kind !== "confirm_slot") return times;
  const { relative } = readInbound(briefing);
  const stays = relative ? relative.direction === "same" : isOther;
  return stays ? [startingAt(asked.start)] : times;
};

const startingAt = (from: string): WishedTime => ({
  from,
  to: new Date(Date.parse(from) + 60_000).toISOString(),
  exact: true,
});

const oldTimeNamed =
  /\b(gio|lich|hen|buoi|cho) (hen )?(cu|ban dau)\b|\b(old|original|previous|first) (time|slot|appointment)\b/u;

/** "Thôi giữ giờ cũ": what is being moved shall stay where it was, if nobody has taken that. */
export const wantsOldTime = (briefing: Briefing): boolean =>
  oldTime(briefing) !== null && oldTimeNamed.test(foldVietnamese(briefing.text));

const oldTime = ({ booking }: Briefing): string | null =>
  booking !== null && isOpen(booking.state)
    ? (booking.previousAppointments.at(-1)?.start.toISOString() ?? null)
    : null;

/** Where somebody lives does not change because nobody has time there. */
const whoAndWhere = ({ booking, focus, services }: Briefing, anybody: boolean) => {
  const { providerId, locationId, traits } = focus.wish;
  const travels = services.find(({ id }) => id === booking?.serviceId)?.travels === true;
  return {
    ...(!anybody && { ...traits, ...(providerId && { providerId }) }),
    ...((!anybody || travels) && locationId && { locationId }),
  };
};

/** More or fewer people than before, or another length, before times are looked for. */
const changeParty = (briefing: Briefing): Act | null => {
  const { booking, focus } = briefing;
  if (!booking?.serviceId) return null;
  const { party } = focus.wish;
  const minutes = lengthFor(briefing, booking.serviceId);
  const isOther =
    (party !== null && party !== booking.participants) ||
    (minutes !== null && minutes !== booking.durationMinutes);
  return isOther ? selectService(briefing, booking.serviceId) : null;
};

/** A length is chosen only where the service has one to choose. */
const lengthFor = ({ focus, services }: Briefing, serviceId: string): number | null =>
  services.find(({ id }) => id === serviceId)?.lengths ? focus.wish.minutes : null;

/** A service with whoever comes and the length that was named. */
export const selectService = (briefing: Briefing, serviceId: string): Act => {
  const { party } = briefing.focus.wish;
  const minutes = lengthFor(briefing, serviceId);
  return {
    tool: "select_service",
    with: {
      serviceId,
      ...(party !== null && { participants: party }),
      ...(minutes !== null && { durationMinutes: minutes }),
    },
  };
};

/** A booking begins with its service: the one spoken of, or the question which one. */
export const startBooking = (briefing: Briefing): Act => {
  const { focus, services } = briefing;
  const topic = services.find(({ id }) => id === focus.topic);
  return topic
    ? selectService(briefing, topic.id)
    : { say: { kind: "ask_service", services, which: false } };
};

/** "Sớm hơn", "muộn hơn một tiếng", "ngày khác": measured from what was shown. */
const relativeWish = (
  { zone }: Briefing,
  { reply }: Reading,
  shown: readonly Date[],
): WishedTime[] => {
  const { relative } = reply;
  const first = shown.at(0);
  const last = shown.at(-1);
  if (!relative || !first || !last) return [];
  const wish = (from: DateTime, to: DateTime, exact = false): WishedTime[] => [
    { from: from.toUTC().toISO() ?? "", to: to.toUTC().toISO() ?? "", exact },
  ];
  const base = DateTime.fromJSDate(relative.direction === "earlier" ? first : last, { zone });
  const dayEnd = base.startOf("day").plus({ days: 1 });
  if (relative.direction === "other") return wish(dayEnd, dayEnd.plus({ days: 7 }));
  if (relative.direction === "same") return [];
  if (relative.minutes !== undefined) {
    const sign = relative.direction === "earlier" ? -1 : 1;
    const at = base.plus(lengthOf(sign * relative.minutes));
    return wish(at, at.plus({ minutes: 1 }), true);
  }
  return relative.direction === "earlier"
    ? wish(base.startOf("day"), base)
    : wish(base.plus({ minutes: 1 }), dayEnd);
};

/** Whole days keep the hour, also where a clock is changed between them. */
const lengthOf = (minutes: number) =>
  minutes % MINUTES_A_DAY === 0 ? { days: minutes / MINUTES_A_DAY } : { minutes };

/** "Cùng giờ thứ 5": the days that were named, at the hour of what was shown; of a week, its weekday. */
const atSameHour = (
  { zone }: Briefing,
  { wishes, reply }: Reading,
  shown: Date | undefined,
): readonly WishedTime[] => {
  if (reply.relative?.direction !== "same" || !shown) return wishes;
  const { hour, minute, weekday } = DateTime.fromJSDate(shown, { zone });
  return wishes.flatMap((wish) => {
    if (wish.exact) return [wish];
    const first = DateTime.fromISO(wish.from, { zone }).set({ hour, minute });
    const later = first.plus({ days: (weekday - first.weekday + 7) % 7 });
    const at = later < DateTime.fromISO(wish.to) ? later : first;
    const [from, to] = [at.toUTC().toISO(), at.plus({ minutes: 1 }).toUTC().toISO()];
    return from && to ? [{ from, to, exact: true }] : [wish];
  });
};

const shownStarts = ({ focus, offered }: Briefing): Date[] => {
  if (focus.asked?.kind === "confirm_slot") return [new Date(focus.asked.start)];
  return offered.map(({ start }) => start).toSorted((a, b) => a.getTime() - b.getTime());
};

export const keep = ({ upcoming, booking }: Briefing, bookingId: string): Act => {
  const kept = upcoming.find(({ id }) => id === bookingId) ?? booking;
  return kept?.appointment
    ? { say: { kind: "kept", booking: kept } }
    : { say: { kind: "then_ask_again", first: { kind: "plain", say: "kept_open" } } };
};

/** One visit of a series may mean the others too: which ones is asked unless it was said. */
export const cancel = (
  { visits }: Briefing,
  booking: Booking,
  { text, scope }: Pick<Reading, "text" | "scope">,
): Act => {
  const reason = text.slice(0, 500);
  const { id, series } = booking;
  const others = visits.filter((visit) => visit.series?.id === series?.id && visit.id !== id);
  if (series === null || others.length === 0 || scope === "one") {
    return { tool: "cancel_booking", with: { bookingId: id, reason } };
  }
  return scope === null
    ? { say: { kind: "ask_scope", booking, reason } }
    : { tool: "cancel_series", with: { bookingId: id, scope, reason } };
};

/** The day that cannot be kept is not a wish for the new one. */
export const move = (briefing: Briefing, { id, appointment }: Booking, reading: Reading): Act => {
  const measured = appointment ? relativeWish(briefing, reading, [appointment.start]) : [];
  const named = atSameHour(briefing, reading, appointment?.start);
  const wishes = named.length > 0 ? named : measured;
  const isOld = ({ from, to, exact }: WishedTime): boolean => {
    if (!appointment) return false;
    const { start } = appointment;
    return exact ? new Date(from).getTime() === start.getTime() : covers({ from, to }, start);
  };
  const times = wishes.filter((wish) => !isOld(wish)).slice(0, 6);
  return {
    tool: "reschedule_booking",
    with: {
      bookingId: id,
      reason: briefing.text.slice(0, 500),
      ...(times.length > 0 && { times }),
    },
  };
};

/** The move that was asked about, to the times the lead spoke of. */
export const moveAsAsked = (
  { focus }: Briefing,
  { bookingId, reason }: { readonly bookingId: string; readonly reason: string },
): Act => {
  const { times } = focus.wish;
  return {
    tool: "reschedule_booking",
    with: { bookingId, reason, ...(times.length > 0 && { times }) },
  };
};

export const covers = ({ from, to }: Pick<WishedTime, "from" | "to">, at: Date): boolean =>
  new Date(from) <= at && at < new Date(to);

export const askColleague = ({ text }: Briefing): Act => ({
  tool: "hand_to_human",
  with: { reason: `asked for: ${text.slice(0, 200)}` },
});

/** Booking again starts from the service of the booking that ended. */
export const bookAgain = (briefing: Briefing): Act => {
  const { booking, services } = briefing;
  return booking?.serviceId
    ? selectService(briefing, booking.serviceId)
    : { say: { kind: "ask_service", services, which: false } };
};

/** Which appointment was meant, for what was asked about it. */
export const choosing = (briefing: Briefing, reading: Reading, bookingId: string): Act | null => {
  const { focus, upcoming } = briefing;
  const booking = upcoming.find(({ id }) => id === bookingId);
  if (focus.asked?.kind !== "choose_booking" || !booking) return null;
  return focus.asked.purpose === "cancel"
    ? cancel(briefing, booking, reading)
    : move(briefing, booking, reading);
};
