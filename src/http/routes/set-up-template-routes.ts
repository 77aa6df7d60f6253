import type { FastifyInstance } from "fastify";

import { refuseEdit } from "#src/catalog/edit/edit-refusal.ts";
import { setUpFromTemplate } from "#src/catalog/edit/set-up-from-template.ts";
import type { NamedTemplate } from "#src/catalog/template-files.ts";
import { sopsOfTemplate } from "#src/catalog/template-sops.ts";
import { managers } from "../access.ts";
import { created, ok } from "../answer.ts";
import {
  LoadSetUpTemplate,
  SetUpTemplateList,
  SetUpTemplateLoaded,
} from "../contract/set-up-templates.ts";
import { editCatalog, editRefused } from "../edit-catalog.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const url = "/set-up-templates";
const tag = "Organization";

/** A first set-up that is not written by hand. */
export const mountSetUpTemplates = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url,
    tag,
    access: managers,
    summary: "What an organization that offers nothing yet can be filled with",
    answers: { 200: SetUpTemplateList },
    run: async ({ call: { language } }) => {
      const templates = deps.setUpTemplates().map((named) => {
        const { vertical, locale, currency, timezone, services } = named.template;
        return {
          ...{ title: vertical.title[language], brings: vertical.brings[language] },
          ...{ locale, currency, timezone, ...countsOf(named) },
          services: services.map(({ name }) => name),
        };
      });
      return ok({ success: true, templates });
    },
  });

  mountRoute(http, {
    method: "POST",
    url,
    tag,
    access: managers,
    summary: "Fill an organization that offers nothing yet from a template",
    body: LoadSetUpTemplate,
    answers: { 201: SetUpTemplateLoaded },
    run: async (asked) => {
      const wanted = deps.setUpTemplates().find(({ key }) => key === asked.body.template);
      if (!wanted) return editRefused(refuseEdit("unknown_template", "template"), asked.call);
      const { answers: draft_answers, ...counts } = countsOf(wanted);
      return editCatalog(deps, asked, {
        edit: (scope) => setUpFromTemplate(scope, wanted.template),
        show: async () => {
          const services = wanted.template.services.length;
          return { success: true as const, ...counts, services, draft_answers };
        },
        answer: created,
      });
    },
  });
};

const countsOf = ({ key, template }: NamedTemplate) => ({
  template: key,
  providers: template.providers.length,
  locations: template.locations.length,
  sops: sopsOfTemplate(template).length,
  answers: template.knowledge.length,
});
