import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";

export const getProviders = defineTool({
  name: "get_providers",
  description:
    "The people who give services: languages, specialities, rating. Optionally only those of a service, or who speak a language.",
  effect: "read",
  input: z.object({
    serviceId: z.string().optional(),
    providerIds: z.array(z.string()).max(10).optional(),
    gender: z.enum(["female", "male"]).optional(),
    languages: z.array(z.string().length(2)).max(3).optional(),
  }),
  offered: () => true,
  ids: ({ serviceId, providerIds = [] }) => (serviceId ? [serviceId, ...providerIds] : providerIds),
  run: async ({ serviceId, providerIds, gender, languages = [] }, { briefing }) => ({
    ok: true,
    action: "providers",
    providers: briefing.providers.filter(
      (provider) =>
        (providerIds ?? [provider.id]).includes(provider.id) &&
        (serviceId === undefined || provider.serviceIds.includes(serviceId)) &&
        (gender ?? provider.gender) === provider.gender &&
        languages.every((language) => provider.languages.includes(language)),
    ),
  }),
});
