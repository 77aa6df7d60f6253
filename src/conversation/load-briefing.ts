import type { Briefing, InboundText } from "#src/agent/briefing.ts";
import type { Focus } from "#src/agent/focus.ts";
import type { BookingDeps } from "#src/booking/booking-deps.ts";
import { cancellationHashOf } from "#src/booking/cancel-booking.ts";
import { sopOf } from "#src/booking/gather-facts.ts";
import { offeredSlots } from "#src/booking/offered-slots.ts";
import { toBooking } from "#src/booking/to-booking.ts";
import { listBookingsOfLead } from "#src/db/queries/bookings.ts";
import { findService, type Service } from "#src/db/queries/catalog.ts";
import { findLead } from "#src/db/queries/leads.ts";
import { isAppointed } from "#src/domain/booking-states.ts";
import type { Language } from "#src/domain/facts.ts";
import { type Catalog, loadCatalog } from "./load-catalog.ts";

/** Whose turn it is and what they wrote. */
export interface Occasion {
  readonly organizationId: string;
  readonly leadId: string;
  readonly language: Language;
  readonly inbound: readonly InboundText[];
}

/** Reads what is true now, as this focus sees it. */
export type ReadFacts = (focus: Focus) => Promise<Briefing>;

/**
 * Everything the agent may know for this turn. The catalog is read once; the lead, their bookings
 * and the slots held for them are read at every call.
 */
export const openFacts = async (deps: BookingDeps, occasion: Occasion): Promise<ReadFacts> => {
  const catalog = await loadCatalog(deps.db, occasion.organizationId, occasion.language);
  return (focus) => loadBriefing(deps, occasion, catalog, focus);
};

const loadBriefing = async (
  { db, now: clock }: BookingDeps,
  { organizationId, leadId, language, inbound }: Occasion,
  catalog: Catalog,
  focus: Focus,
): Promise<Briefing> => {
  const now = clock();
  const { organization } = catalog;
  const [lead, rows] = await Promise.all([
    findLead(db, organizationId, leadId),
    listBookingsOfLead(db, organizationId, leadId),
  ]);
  if (!lead) throw new Error(`there is no lead ${leadId}`);
  const row = rows.find(({ id }) => id === focus.bookingId);
  const service = await serviceOf(db, catalog, row?.service_id ?? null);
  const [offered, sop] = row
    ? await Promise.all([
        offeredSlots(db, organization, row, now),
        sopOf({ tx: db, organization, service, lead, row }),
      ])
    : [[], []];
  const bookings = rows.map(toBooking);
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
    text: inbound.map(({ text }) => text).join("\n"),
  };
};

/** A booking may be of a service that is no longer offered. */
const serviceOf = async (
  db: BookingDeps["db"],
  { organization, services }: Catalog,
  id: string | null,
): Promise<Service | null> =>
  id === null
    ? null
    : (services.find((service) => service.id === id) ??
      (await findService(db, organization.id, id)) ??
      null);
