import type { Briefing, BriefService, InboundText } from "#src/agent/briefing.ts";
import type { Focus } from "#src/agent/focus.ts";
import type { BookingDeps } from "#src/booking/booking-deps.ts";
import { cancellationHashOf } from "#src/booking/cancel-booking.ts";
import { sopOf } from "#src/booking/gather-facts.ts";
import { offeredSlots } from "#src/booking/offered-slots.ts";
import { toBooking } from "#src/booking/to-booking.ts";
import { listBookingsOfLead } from "#src/db/queries/bookings.ts";
import { listAllQuestions, loadOpenHours } from "#src/db/queries/briefing.ts";
import {
  findService,
  getOrganization,
  listLocations,
  listProviders,
  listServices,
  type Organization,
  type Service,
  type SopQuestion,
} from "#src/db/queries/catalog.ts";
import { findLead } from "#src/db/queries/leads.ts";
import { isAppointed } from "#src/domain/booking-states.ts";
import type { Language } from "#src/domain/facts.ts";
import { sayMoney } from "#src/phrases/say-money.ts";

/** Whose turn it is and what they wrote. */
export interface Occasion {
  readonly organizationId: string;
  readonly leadId: string;
  readonly language: Language;
  readonly inbound: readonly InboundText[];
}

/** Reads everything the agent may know for this turn; called again after every write. */
export const loadBriefing = async (
  { db, now: clock, slotSecret }: BookingDeps,
  { organizationId, leadId, language, inbound }: Occasion,
  focus: Focus,
): Promise<Briefing> => {
  const now = clock();
  const organization = await getOrganization(db, organizationId);
  const lead = await findLead(db, organizationId, leadId);
  if (!lead) throw new Error(`there is no lead ${leadId}`);
  const rows = await listBookingsOfLead(db, organizationId, leadId);
  const row = rows.find(({ id }) => id === focus.bookingId);
  const service = row?.service_id
    ? ((await findService(db, organizationId, row.service_id)) ?? null)
    : null;
  const bookings = rows.map(toBooking);
  const catalog = await loadCatalog(db, organization, language);
  // Every place of most organizations is in one zone; where not, the appointment's place decides.
  const placeZone = bookings.find(({ id }) => id === focus.bookingId)?.appointment?.zone;
  return {
    now,
    language,
    zone: lead.timezone ?? placeZone ?? organization.timezone,
    organization: {
      name: organization.name,
      phone: organization.phone,
      zone: organization.timezone,
      country: organization.timezone.startsWith("Asia/") ? "VN" : "US",
    },
    lead,
    ...catalog,
    booking: bookings.find(({ id }) => id === focus.bookingId) ?? null,
    offered: row ? await offeredSlots(db, slotSecret, organization, row.id, now) : [],
    sop: row ? await sopOf({ tx: db, organization, service, lead, row }) : [],
    upcoming: bookings
      .filter(
        ({ state, appointment }) => isAppointed(state) && appointment && appointment.start > now,
      )
      .toSorted((a, b) => Number(a.appointment?.start) - Number(b.appointment?.start)),
    cancellationHash: cancellationHashOf,
    focus,
    inbound,
    text: inbound.map(({ text }) => text).join("\n"),
  };
};

type Catalog = Pick<Briefing, "services" | "places" | "providers" | "openHours">;

const loadCatalog = async (
  db: BookingDeps["db"],
  organization: Organization,
  language: Language,
): Promise<Catalog> => {
  const { id } = organization;
  const questions = await listAllQuestions(db, id);
  const services = await listServices(db, id);
  const locations = await listLocations(db, id);
  const providers = await listProviders(db, id);
  return {
    services: services.map((service) => briefService(organization, service, questions, language)),
    places: locations.map(({ id: placeId, name, aliases, address, timezone }) => ({
      id: placeId,
      name,
      names: [name, ...aliases],
      address,
      zone: timezone,
    })),
    providers: providers.map(({ id: providerId, name, aliases }) => ({
      id: providerId,
      name,
      names: [name, ...aliases],
    })),
    openHours: await loadOpenHours(db, id),
  };
};

const briefService = (
  { currency }: Organization,
  service: Service,
  questions: readonly SopQuestion[],
  language: Language,
): BriefService => {
  const words = service.translations[language];
  const translated = Object.values(service.translations).map(({ name }) => name);
  return {
    id: service.id,
    name: words?.name ?? service.name,
    names: [service.name, ...translated, ...service.aliases],
    description: words?.description ?? service.description,
    minutes: service.duration_minutes,
    price:
      service.price_minor === null
        ? null
        : sayMoney({ minor: service.price_minor, currency }, language),
    paymentRequired: service.payment_required,
    questions: questions
      .filter(({ service_id }) => service_id === null || service_id === service.id)
      .map(({ field, kind, question }) => ({ field, kind, question: question[language] })),
  };
};
