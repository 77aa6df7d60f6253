import * as path from "node:path";

import type { Briefing } from "#src/agent/briefing.ts";
import { readTemplate } from "#src/catalog/read-template.ts";
import { sopsOfTemplate } from "#src/catalog/template-sops.ts";
import type { Language } from "#src/domain/facts.ts";
import { sayMoney } from "#src/phrases/say-money.ts";
import { briefing } from "./briefing.ts";
import type { TemplateName } from "./world.ts";

/** The catalog of a demo organization as a turn reads it. */
export const briefingOfTemplate = (name: TemplateName, language: Language): Briefing => {
  const template = readTemplate(path.join(import.meta.dirname, `../templates/${name}.yaml`));
  const { timezone, currency } = template;
  const questions = sopsOfTemplate(template).flatMap((sop) => sop.questions);
  return briefing({
    sop: questions.map((one) => ({ ...one, met: false, refused: null })),
    language,
    zone: timezone,
    organization: { name: template.name, phone: template.phone, zone: timezone, country: "VN" },
    services: template.services.map((service) => ({
      id: service.key,
      name: service.translations[language]?.name ?? service.name,
      names: [service.name, ...service.aliases],
      description: service.description,
      minutes: service.duration_minutes ?? 0,
      price: service.price === null ? null : sayMoney({ minor: service.price, currency }, language),
      paymentRequired: service.payment !== undefined,
      participants: service.participants ?? { least: 1, most: 1 },
      lengths: service.lengths ?? null,
      parts: (service.parts ?? []).map((part) => part.service),
      travels: service.travels !== undefined,
      consultationId: service.consultation ?? null,
    })),
    places: template.locations.map(({ key, name: place, aliases, address }) => ({
      ...{ id: key, name: place, names: [place, ...aliases], address, zone: timezone },
    })),
    providers: template.providers.map(({ key, name: provider, aliases, ...profile }) => ({
      ...{ id: key, name: provider, names: [provider, ...aliases] },
      ...{ gender: profile.gender, languages: profile.languages, rating: profile.rating ?? null },
      specialities: profile.specialities[language] ?? null,
      about: profile.about[language] ?? null,
      serviceIds: template.services
        .filter(({ providers }) => providers.includes(key))
        .map((service) => service.key),
    })),
  });
};
