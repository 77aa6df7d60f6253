import type { Briefing, BriefService } from "#src/agent/briefing.ts";
import type { Db } from "#src/db/connect.ts";
import { listAllQuestions, loadOpenHours } from "#src/db/queries/briefing.ts";
import {
  getOrganization,
  listLocations,
  listProviders,
  listServices,
  type Organization,
  type Service,
  type SopQuestion,
} from "#src/db/queries/catalog.ts";
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
export const loadCatalog = async (db: Db, id: string, language: Language): Promise<Catalog> => {
  const [organization, questions, services, locations, providers, openHours] = await Promise.all([
    getOrganization(db, id),
    listAllQuestions(db, id),
    listServices(db, id),
    listLocations(db, id),
    listProviders(db, id),
    loadOpenHours(db, id),
  ]);
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
      openHours,
    },
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
