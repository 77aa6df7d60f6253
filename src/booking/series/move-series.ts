import { parseLocalDate } from "#src/domain/availability/local-date.ts";
import { instantOf, localDayOf } from "#src/domain/availability/wall-time.ts";
import { appointedStates } from "#src/domain/booking-states.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { BookingDeps } from "../booking-deps.ts";
import type { Caller } from "../caller.ts";
import { slotsOf } from "../candidate-slots.ts";
import { lockAndFind } from "../propose-slots.ts";
import type { ReasonGiven } from "../reason-given.ts";
import { refuse } from "../refuse.ts";
import { rescheduleTo } from "../reschedule.ts";
import type { SeriesReceipt, SeriesVisit } from "./series-receipt.ts";
import {
  receiptOfSeries,
  type Scope,
  type SeriesSession,
  type Visit,
  visitsOf,
  withSeries,
} from "./series-session.ts";

export interface SeriesMove extends Scope, ReasonGiven {
  readonly seriesId: string;
  /** New local date and time of the visit pointed at, "YYYY-MM-DDTHH:MM"; the others keep step. */
  readonly toLocal: string;
  readonly overruledBy?: string | undefined;
}

/**
 * Offers and holds the new time of every visit of the scope; they are confirmed together. A visit
 * whose new time is not free keeps its appointment and is told of with what is free near it.
 */
export const moveSeries =
  (deps: BookingDeps) =>
  (caller: Caller, request: SeriesMove): Promise<SeriesReceipt | Refusal> =>
    withSeries(deps, caller, request.seriesId, async (session) => {
      const visits = await visitsOf(session, request, appointedStates);
      const shift = shiftOf(session, visits, request);
      if (!shift) return refuse(deps, caller, "invalid_input", "toLocal: there is no such visit");
      const moved: SeriesVisit[] = [];
      for (const visit of visits) moved.push(await moveVisit(visit, shift(visit), request));
      return receiptOfSeries(session, "series_moved", moved);
    });

/** The same number of days for every visit, and the same new hour; null without the visit named. */
const shiftOf = (
  { series }: SeriesSession,
  visits: readonly Visit[],
  { position, toLocal }: SeriesMove,
): ((visit: Visit) => Date) | null => {
  const named = visits.find((visit) => visit.position === position)?.booking.appointment;
  if (!named) return null;
  const zone = series.timezone;
  const dayOf = (at: Date) => localDayOf(zone, at.getTime());
  const days = parseLocalDate(toLocal.slice(0, 10)) - dayOf(named.start);
  const minutes = Number(toLocal.slice(11, 13)) * 60 + Number(toLocal.slice(14, 16));
  return ({ booking, row }) =>
    new Date(instantOf(zone, dayOf(booking.appointment?.start ?? row.created_at) + days, minutes));
};

const moveVisit = async (
  session: Visit,
  start: Date,
  request: SeriesMove,
): Promise<SeriesVisit> => {
  const { position, booking, service } = session;
  const { appointment } = booking;
  if (!service || !appointment) throw new Error(`visit ${booking.id} is no appointment`);
  const wish = { times: [{ from: start, to: start, exact: true }] };
  const same = await lockAndFind(session, service, { ...wish, providerId: appointment.providerId });
  const found = same.namedTimeFree ? same : await lockAndFind(session, service, wish);
  const exact = found.best.filter((open) => open.start === start.getTime());
  if (exact.length === 0) {
    const alternatives = slotsOf(session, service, found);
    return { position, start, status: "not_free", reasons: [], alternatives };
  }
  const answer = await rescheduleTo(session, request, { ...found, best: exact.slice(0, 1) });
  if (!answer.ok) return { position, start, status: "refused", booking, refusal: answer };
  const [slot] = answer.offered ?? [];
  if (!slot) throw new Error("an offer of one slot holds it");
  return { position, start, status: "held", booking: answer.booking, slot };
};
