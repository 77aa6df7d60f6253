import type { Caller } from "#src/booking/caller.ts";
import {
  findOrganizationBySlug,
  findService,
  type Organization,
  type Service,
} from "#src/db/queries/catalog.ts";
import { amountDue } from "#src/domain/price.ts";
import { sayMoney } from "#src/phrases/say-money.ts";
import { languageOf } from "../request-language.ts";
import type { ServerDeps } from "../server-deps.ts";
import type { BookPage, OfferedService } from "./book-pages.ts";

/** Whose pages these are and in which language they are read. */
export interface House {
  readonly organization: Organization;
  readonly page: BookPage;
}

/** `wish` is the language of the address, which counts before what the browser asks for. */
export const openHouse = async (
  { db }: Pick<ServerDeps, "db">,
  slug: string,
  wish: string | undefined,
  acceptLanguage: string | undefined,
): Promise<House | null> => {
  const organization = await findOrganizationBySlug(db, slug);
  if (!organization) return null;
  const { name, phone, locale } = organization;
  const language = wish === "vi" || wish === "en" ? wish : languageOf(acceptLanguage, locale);
  const path = `/book/${encodeURIComponent(slug)}`;
  return { organization, page: { language, house: { name, phone }, path } };
};

/** Whoever looks at the page; once they are somebody, that lead. */
export const visitor = (
  { organization, page }: House,
  leadId: string | null = null,
  operation: Caller["operation"] = null,
): Caller => ({
  organizationId: organization.id,
  ...{ actor: "lead", actorId: leadId ?? organization.id, leadId },
  ...{ providerId: null, conversationId: null, messageId: null },
  ...{ language: page.language, operation },
});

export const offeredService = async (
  { db }: Pick<ServerDeps, "db">,
  house: House,
  id: string,
): Promise<Service | null> => {
  const service = await findService(db, house.organization.id, id);
  return service?.active ? service : null;
};

export const serviceName = ({ page: { language } }: House, service: Service): string =>
  service.translations[language]?.name ?? service.name;

/** What it costs these people for so long, in words; null where no price is told. */
export const priceOf = (
  { organization, page }: House,
  service: Service,
  booked: { readonly participants: number; readonly minutes: number | null },
): string | null => {
  if (service.price_minor === null) return null;
  const price = { minor: service.price_minor, forMinutes: service.duration_minutes };
  const { currency } = organization;
  return sayMoney({ minor: amountDue(price, booked), currency }, page.language);
};

export const showService = (house: House, service: Service): OfferedService => ({
  id: service.id,
  name: serviceName(house, service),
  description: service.translations[house.page.language]?.description ?? service.description,
  minutes: service.duration_minutes,
  price: priceOf(house, service, { participants: 1, minutes: null }),
});
