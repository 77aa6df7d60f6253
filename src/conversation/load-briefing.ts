import type { Briefing, InboundText } from "#src/agent/briefing.ts";
import type { Focus } from "#src/agent/focus.ts";
import { cancellationHashOf } from "#src/booking/cancel-booking.ts";
import { sopFieldsOf } from "#src/booking/gather-facts.ts";
import { offeredSlots } from "#src/booking/offered-slots.ts";
import { cancellable, seriesCancellationHashOf } from "#src/booking/series/cancel-series.ts";
import { offeredSeries } from "#src/booking/series/offered-series.ts";
import { toBooking } from "#src/booking/to-booking.ts";
import type { Db, Tx } from "#src/db/connect.ts";
import { listBookingsOfLead } from "#src/db/queries/bookings.ts";
import { findService, type Service } from "#src/db/queries/catalog.ts";
import { findLead } from "#src/db/queries/leads.ts";
import { takeTurns } from "#src/db/take-turns.ts";
import type { Booking } from "#src/domain/booking.ts";
import { isAppointed } from "#src/domain/booking-states.ts";
import type { Language } from "#src/domain/facts.ts";
import type { Phrasebook } from "#src/phrases/phrasebook.ts";
import { priceSayer } from "#src/phrases/say-price.ts";
import type { Catalog } from "./load-catalog.ts";
import { catalogOf } from "./remember-catalog.ts";

/** Whose turn it is and what they wrote. */
export interface Occasion {
  readonly organizationId: string;
  readonly leadId: string;
  readonly language: Language;
  readonly inbound: readonly InboundText[];
}

/** Where facts are read: in a transaction they are those it will write by. */
interface FactSource {
  readonly db: Db | Tx;
  readonly now: () => Date;
  readonly phrases: Phrasebook;
}

/** Bookings of a lead that are read: more than one series has visits. */
const mostBookings = 100;

/** Reads what is true now, as this focus sees it. */
export type ReadFacts = (focus: Focus) => Promise<Briefing>;

/**
 * Everything the agent may know for this turn. The catalog is read once; the lead, their bookings
 * and the slots held for them are read at every call.
 */
export const openFacts = async (deps: FactSource, occasion: Occasion): Promise<ReadFacts> => {
  const catalog = await catalogOf(deps.db, occasion.organizationId, occasion.language);
  return (focus) => loadBriefing(deps, occasion, catalog, focus);
};

const loadBriefing = async (
  { db, now: clock, phrases }: FactSource,
  { organizationId, leadId, language, inbound }: Occasion,
  catalog: Catalog,
  focus: Focus,
): Promise<Briefing> => {
  const now = clock();
  const { organization } = catalog;
  const turn = takeTurns(db);
  const [lead, rows] = await Promise.all([
    turn(() => findLead(db, organizationId, leadId)),
    turn(() => listBookingsOfLead(db, organizationId, leadId, mostBookings)),
  ]);
  if (!lead) throw new Error(`there is no lead ${leadId}`);
  const bookings = rows.map(toBooking);
  const row = rows.find(({ id }) => id === focus.bookingId);
  const service = await serviceOf(db, catalog, row?.service_id ?? null);
  const [offered, sop] = row
    ? await Promise.all([
        turn(() => offeredSlots(db, organization, row, now)),
        turn(() =>
          sopFieldsOf({
            ...{ tx: db, organization, service, lead, row, now },
            hasVisited: bookings.some((one) => one.id !== row.id && isVisit(one)),
          }),
        ),
      ])
    : [[], []];
  return {
    ...catalog.told,
    ...{ now, language, lead, offered, sop, focus, inbound },
    zone: lead.timezone ?? organization.timezone,
    booking: bookings.find(({ id }) => id === focus.bookingId) ?? null,
    upcoming: bookings
      .filter(
        ({ state, appointment }) => isAppointed(state) && appointment && appointment.start > now,
      )
      .toSorted((a, b) => Number(a.appointment?.start) - Number(b.appointment?.start)),
    cancellationHash: cancellationHashOf,
    series: await seriesAskedAbout(db, organization, { focus, leadId, now }),
    visits: bookings
      .filter(({ series, state, appointment }) => {
        const isAhead = !appointment || appointment.start > now;
        return series !== null && cancellable.includes(state) && isAhead;
      })
      .toSorted((a, b) => Number(a.series?.position) - Number(b.series?.position)),
    seriesCancellationHash: seriesCancellationHashOf,
    sayPrice: priceSayer(phrases, language),
    text: inbound.map(({ text }) => text).join("\n"),
  };
};

const seriesAskedAbout = (
  db: Db | Tx,
  organization: Catalog["organization"],
  { focus, leadId, now }: { readonly focus: Focus; readonly leadId: string; readonly now: Date },
) => {
  const { asked } = focus;
  if (asked?.kind !== "confirm_series") return null;
  return offeredSeries(db, organization, { seriesId: asked.seriesId, leadId, now });
};

/** The lead came, and may have been asked afterwards. */
const isVisit = ({ state, missed }: Booking): boolean =>
  state === "COMPLETED" || (state === "FOLLOW_UP" && !missed);

/** A booking may be of a service that is no longer offered. */
const serviceOf = async (
  db: Db | Tx,
  { organization, services }: Catalog,
  id: string | null,
): Promise<Service | null> =>
  id === null
    ? null
    : (services.find((service) => service.id === id) ??
      (await findService(db, organization.id, id)) ??
      null);
