import type { Booking } from "#src/domain/booking.ts";
import type { Briefing, BriefService } from "./briefing.ts";

/** Data inside of a prompt: JSON in which nothing can close the tags it stands between. */
export const quoted = (value: unknown): string =>
  JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll(">", "\\u003e");

/** The briefing as a model reads it: what it may use and say, nothing it may not. */
export const renderFacts = (briefing: Briefing): string =>
  quoted({
    now: briefing.now,
    zone: briefing.zone,
    organization: { name: briefing.organization.name, phone: briefing.organization.phone },
    lead: {
      name: briefing.lead.name,
      phoneKnown: briefing.lead.phone !== null,
      emailKnown: briefing.lead.email !== null,
    },
    services: briefing.services.map(serviceFacts),
    locations: briefing.places.map(({ id, name, address }) => ({ id, name, address })),
    providers: briefing.providers.map(({ id, name, gender, languages }) => ({
      id,
      name,
      gender,
      languages,
    })),
    booking: briefing.booking && bookingFacts(briefing.booking),
    offeredSlots: briefing.offered.map(({ id, start, providerName, locationName }) => ({
      id,
      start,
      providerName,
      locationName,
    })),
    openQuestions: briefing.sop
      .filter(({ met }) => !met)
      .map(({ field, type, question, options, before, refused }) => ({
        ...{ field, type, before, question: question[briefing.language] },
        ...(options.length > 0 && { options: options.map(({ key }) => key) }),
        ...(refused && { answeredButNotAccepted: true }),
      })),
    heldSeries: briefing.series && {
      id: briefing.series.id,
      visits: briefing.series.slots.map(({ start, providerName }) => ({ start, providerName })),
    },
    appointments: briefing.upcoming.map(bookingFacts),
    lastQuestion: briefing.focus.asked?.kind ?? null,
  });

/** What is the same for most services is left out: a model reads every word of it. */
const serviceFacts = ({ id, name, description, minutes, price, ...more }: BriefService) => ({
  ...{ id, name, description, minutes, price },
  ...(more.participants.most > 1 && { participants: more.participants }),
  ...(more.lengths && { lengths: more.lengths }),
  ...(more.parts.length > 0 && { parts: more.parts }),
  ...(more.travels && { givenAtTheLeads: true }),
  ...(more.consultationId && { after: more.consultationId }),
});

const bookingFacts = ({ id, state, serviceName, appointment, ...more }: Booking) => ({
  id,
  state,
  serviceName,
  ...(more.participants > 1 && { participants: more.participants }),
  ...(more.series && { series: more.series }),
  appointment: appointment && {
    start: appointment.start,
    provider: appointment.providerName,
    location: appointment.locationName,
    ...(appointment.parts && {
      parts: appointment.parts.map((part) => ({
        start: part.start,
        service: part.serviceName,
        provider: part.providerName,
      })),
    }),
  },
});
