import { openStates } from "#src/domain/booking-states.ts";
import type { BookingExpected, EvalCase } from "../case.ts";
import type { EndBooking, Play } from "../play/play.ts";
import type { Scorer } from "./scorer.ts";

/** States a booking has before anybody agreed to it, and after it was forgotten. */
const unagreed: readonly string[] = [...openStates, "ABANDONED"];

const fits = (expected: BookingExpected, booking: EndBooking): boolean => {
  const { date, dates = date && [date, date], between, answers = {} } = expected;
  const [day = "", clock = ""] = booking.start?.split(" ") ?? [];
  const equals = (["state", "start", "moved", "participants"] as const)
    .filter((field) => expected[field] !== undefined)
    .every((field) => expected[field] === booking[field]);
  const named = (["service", "provider", "location"] as const).every(
    (field) => expected[field]?.split("|").includes(booking[field] ?? "") ?? true,
  );
  return (
    equals &&
    named &&
    (!dates || (day >= dates[0] && day <= dates[1])) &&
    (between === undefined || (clock >= between[0] && clock < between[1])) &&
    Object.entries(answers).every(([field, part]) => booking.answers[field]?.includes(part))
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

const leadFaults = ({ expect: { lead } }: EvalCase, { end }: Play): string[] =>
  (["name", "phone", "email"] as const)
    .filter((field) => lead[field] !== undefined && lead[field] !== end.lead[field])
    .map((field) => `the lead's ${field} is ${end.lead[field]}, not ${lead[field]}`);

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
      ...leadFaults(evalCase, play),
      ...([owner].flat().includes(end.owner)
        ? []
        : [`the conversation is with ${end.owner}, not ${[owner].flat().join(" or ")}`]),
      ...(end.optedOut === opted_out ? [] : [`opted out: ${end.optedOut}`]),
      ...(end.waitlist === waitlist ? [] : [`${end.waitlist} wishes wait, not ${waitlist}`]),
    ];
  },
};
