import type { Booking } from "#src/domain/booking.ts";
import type { Briefing } from "./briefing.ts";

/** The briefing as a model reads it: what it may use and say, nothing it may not. */
export const renderFacts = (briefing: Briefing): string =>
  JSON.stringify({
    now: briefing.now,
    zone: briefing.zone,
    organization: { name: briefing.organization.name, phone: briefing.organization.phone },
    lead: {
      name: briefing.lead.name,
      phoneKnown: briefing.lead.phone !== null,
      emailKnown: briefing.lead.email !== null,
    },
    services: briefing.services.map(({ id, name, description, minutes, price }) => ({
      id,
      name,
      description,
      minutes,
      price,
    })),
    locations: briefing.places.map(({ id, name, address }) => ({ id, name, address })),
    providers: briefing.providers.map(({ id, name }) => ({ id, name })),
    booking: briefing.booking && bookingFacts(briefing.booking),
    offeredSlots: briefing.offered.map(({ id, start, providerName, locationName }) => ({
      id,
      start,
      providerName,
      locationName,
    })),
    openQuestions: briefing.sop
      .filter(({ met }) => !met)
      .map(({ field, question }) => ({ field, question: question[briefing.language] })),
    appointments: briefing.upcoming.map(bookingFacts),
    lastQuestion: briefing.focus.asked?.kind ?? null,
  });

const bookingFacts = ({ id, state, serviceName, appointment }: Booking) => ({
  id,
  state,
  serviceName,
  appointment: appointment && {
    start: appointment.start,
    provider: appointment.providerName,
    location: appointment.locationName,
  },
});
