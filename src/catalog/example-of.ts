import type { Template } from "./template.ts";

/**
 * A template as it is loaded for a house of another name: without what is true of the template's own
 * house alone, such as addresses, praise and leave. Its answers become drafts, since each of them says
 * something of a house.
 */
export const exampleOf = (template: Template, name: string): Template => ({
  ...template,
  name,
  locations: template.locations.map((location) => ({
    ...location,
    address: location.kind === "area" ? location.address : "",
  })),
  providers: template.providers.map(({ rating: _, ...provider }) => ({
    ...provider,
    ...{ about: {}, specialities: {}, time_off: [] },
  })),
  knowledge: template.knowledge.map(({ answer, topic, keywords }) => ({
    topic: topic.replaceAll("_", " "),
    keywords,
    answer: {
      vi: answer.vi.replaceAll(template.name, name),
      en: answer.en.replaceAll(template.name, name),
    },
    active: false,
  })),
});
