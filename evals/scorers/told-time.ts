import { DateTime } from "luxon";

import { clocksIn, datesIn } from "../judge/said-times.ts";
import type { EndBooking, Play } from "../play/play.ts";
import type { Scorer } from "./scorer.ts";

const isTold = ({ start, startForLead }: EndBooking, play: Play): boolean =>
  [start, startForLead].some((local) => local !== null && isSaid(local, play));

const isSaid = (local: string, { turns }: Play): boolean => {
  const at = DateTime.fromFormat(local, "yyyy-MM-dd HH:mm");
  return turns.some(({ replies }) =>
    replies.some(
      ({ text }) =>
        clocksIn(text).some(
          ({ hour, minute }) => hour % 12 === at.hour % 12 && minute === at.minute,
        ) && datesIn(text).some(({ day, month }) => day === at.day && month === at.month),
    ),
  );
};

/** Whoever was booked in this conversation was told the right day and time, and whatever weekday was said is that day's. */
export const toldTime: Scorer = {
  name: "date and time told",
  critical: false,
  score: (_case, play) => {
    const booked = play.end.attempts.filter(
      ({ allowed, by, to }) => allowed && by === "customer" && to === "SLOT_CONFIRMED",
    );
    return play.end.bookings
      .filter(({ id, start }) => start !== null && booked.some(({ bookingId }) => bookingId === id))
      .filter((booking) => !isTold(booking, play))
      .map(({ start }) => `the lead was never told of ${start}`);
  },
};
