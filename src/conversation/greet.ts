import type { Db } from "#src/db/connect.ts";
import { getOrganization, listServices } from "#src/db/queries/catalog.ts";
import type { Phrasebook } from "#src/phrases/phrasebook.ts";
import type { Greet } from "./open-conversation.ts";

/** Says hello in the organization's name and shows what can be booked, unless the agent is off. */
export const greetWith =
  (db: Db, phrases: Phrasebook): Greet =>
  async ({ organizationId, language }) => {
    const { name, approval_mode } = await getOrganization(db, organizationId);
    if (approval_mode === "off") return null;
    const services = await listServices(db, organizationId);
    return {
      text: phrases.reply(language, "greet", { business: name }),
      choices: services.map((service) => ({
        id: service.id,
        label: service.translations[language]?.name ?? service.name,
      })),
    };
  };
