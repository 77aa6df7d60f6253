import type { Briefing, BriefProvider, BriefService } from "#src/agent/briefing.ts";
import { serviceFacts } from "#src/booking/gather-facts.ts";
import type { Db, Tx } from "#src/db/connect.ts";
import { loadOpenHours } from "#src/db/queries/briefing.ts";
import {
  getOrganization,
  listAllParts,
  listGiven,
  listLocations,
  listProviders,
  listServices,
  type Organization,
  type Provider,
  type Service,
} from "#src/db/queries/catalog.ts";
import { takeTurns } from "#src/db/take-turns.ts";
import type { Language } from "#src/domain/facts.ts";
import { sayMoney } from "#src/phrases/say-money.ts";

/** What the house is and offers, as it stood when a turn began. */
export interface Catalog {
  readonly organization: Organization;
  readonly services: readonly Service[];
  /** The same as an agent is told it. */
  readonly told: Pick<Briefing, "organization" | "services" | "places" | "providers" | "openHours">;
}

/** Read once a turn and all at once: nothing in it decides about a booking. */
export const loadCatalog = async (
  db: Db | Tx,
  id: string,
  language: Language,
): Promise<Catalog> => {
  const turn = takeTurns(db);
  const [organization, services, parts, locations, providers, given, openHours] = await Promise.all(
    [
      turn(() => getOrganization(db, id)),
      turn(() => listServices(db, id)),
      turn(() => listAllParts(db, id)),
      turn(() => listLocations(db, id)),
      turn(() => listProviders(db, id)),
      turn(() => listGiven(db, id)),
      turn(() => loadOpenHours(db, id)),
    ],
  );
  return {
    organization,
    services,
    told: {
      organization: {
        name: organization.name,
        phone: organization.phone,
        zone: organization.timezone,
        country: organization.timezone.startsWith("Asia/") ? "VN" : "US",
      },
      services: services.map((service) => briefService(organization, service, { parts, language })),
      places: locations.map(({ id: placeId, name, aliases, address, timezone }) => ({
        id: placeId,
        name,
        names: [name, ...aliases],
        address,
        zone: timezone,
      })),
      providers: providers.map((provider) => briefProvider(provider, given, language)),
      openHours,
    },
  };
};

interface Told {
  readonly parts: readonly { readonly package_id: string; readonly service_id: string }[];
  readonly language: Language;
}

const briefProvider = (
  provider: Provider,
  given: readonly { readonly provider_id: string; readonly service_id: string }[],
  language: Language,
): BriefProvider => ({
  id: provider.id,
  name: provider.name,
  names: [provider.name, ...provider.aliases],
  gender: provider.gender,
  languages: provider.languages,
  specialities: provider.specialities[language] ?? null,
  about: provider.about[language] ?? null,
  rating:
    provider.rating === null ? null : { stars: provider.rating, count: provider.rating_count },
  serviceIds: given
    .filter(({ provider_id }) => provider_id === provider.id)
    .map(({ service_id }) => service_id),
});

const askedOf = (service: Service) => {
  const { participants, lengths } = serviceFacts(service, null);
  return {
    ...{ participants, lengths },
    travels: service.travels,
    consultationId: service.consultation_service_id,
  };
};

const briefService = (
  { currency }: Organization,
  service: Service,
  { parts, language }: Told,
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
    ...askedOf(service),
    parts: parts.filter(({ package_id }) => package_id === service.id).map((row) => row.service_id),
  };
};
