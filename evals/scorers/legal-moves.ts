import { findTransition } from "#src/domain/booking-transitions.ts";
import type { Scorer } from "./scorer.ts";

/** Illegal attempts may be made, and are blocked; none goes through, and nobody else is touched. */
export const legalMoves: Scorer = {
  name: "legal moves",
  critical: true,
  score: ({ expect: { forbidden, blocked = 0 } }, { end }) => {
    const done = end.attempts.filter(({ allowed }) => allowed);
    const refused = end.attempts.length - done.length;
    return [
      ...done
        .filter(({ from, to }) => from !== null && from !== to && !findTransition(from, to))
        .map(({ from, to }) => `${from} → ${to} is no transition, and was made`),
      ...done
        .filter(({ to, by }) => forbidden.includes(to) && by !== "sales")
        .map(({ from, to }) => `${from} → ${to} was not to happen`),
      ...(refused < blocked ? [`${refused} attempts were blocked, not ${blocked}`] : []),
      ...(end.othersChanged > 0 ? [`${end.othersChanged} bookings of others changed`] : []),
    ];
  },
};
