import { openStates } from "#src/domain/booking-states.ts";
import type { BookingExpected, EvalCase } from "../case.ts";
import type { EndBooking, Play } from "../play/play.ts";
import type { Scorer } from "./scorer.ts";

/** States a booking has before anybody agreed to it, and after it was forgotten. */
const unagreed: readonly string[] = [...openStates, "ABANDONED"];

const fits = (expected: BookingExpected, booking: EndBooking): boolean => {
  const { between, date } = expected;
  const clock = booking.start?.slice(11) ?? "";
  const equals = (
    ["service", "provider", "location", "state", "start", "moved", "participants"] as const
  )
    .filter((field) => expected[field] !== undefined)
    .every((field) => expected[field] === booking[field]);
  return (
    equals &&
    (date === undefined || booking.start?.startsWith(date) === true) &&
    (between === undefined || (clock >= between[0] && clock < between[1]))
  );
};

const shown = ({ service, provider, state, start, moved }: EndBooking): string =>
  `${state} ${service ?? "no service"} ${start ?? "no time"} ${provider ?? ""} moved ${moved}`;

/** Every expected booking is one that is there, and none is there besides: the order is free. */
const bookingFaults = (expected: readonly BookingExpected[], found: readonly EndBooking[]) => {
  const left = [...found];
  const missing = expected.filter((one) => {
    const at = left.findIndex((booking) => fits(one, booking));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...missing.map((one) => `there is no ${JSON.stringify(one)}`),
    ...left.map((booking) => `nobody expects ${shown(booking)}`),
  ];
};

const openFaults = ({ expect: { open } }: EvalCase, { end }: Play): string[] => {
  if (open === undefined) return [];
  const last = end.bookings.findLast(({ state }) => unagreed.includes(state));
  const state = last?.state ?? null;
  return state === open ? [] : [`what is being talked about is ${state}, not ${open}`];
};

/** What the database holds at the end is what the lead wanted, by whatever way it came there. */
export const endState: Scorer = {
  name: "end state",
  critical: false,
  score: (evalCase, play) => {
    const { bookings, owner, opted_out, waitlist } = evalCase.expect;
    const { end } = play;
    const agreed = end.bookings.filter(({ state }) => !unagreed.includes(state));
    return [
      ...bookingFaults(bookings, agreed),
      ...openFaults(evalCase, play),
      ...(end.owner === owner ? [] : [`the conversation is with ${end.owner}, not ${owner}`]),
      ...(end.optedOut === opted_out ? [] : [`opted out: ${end.optedOut}`]),
      ...(end.waitlist === waitlist ? [] : [`${end.waitlist} wishes wait, not ${waitlist}`]),
    ];
  },
};
