import type { FastifyInstance } from "fastify";

import { listSkills } from "#src/db/queries/catalog-links.ts";
import { desk } from "../access.ts";
import { ok } from "../answer.ts";
import { SkillList } from "../contract/catalog.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";
import { mountHours } from "./hours-routes.ts";
import { mountKnowledge } from "./knowledge-routes.ts";
import { mountLeadBlocks } from "./lead-block-routes.ts";
import { mountLocations } from "./location-routes.ts";
import { mountOrganization } from "./organization-routes.ts";
import { mountOverrides } from "./override-routes.ts";
import { mountPriceRules } from "./price-rule-routes.ts";
import { mountProviders } from "./provider-routes.ts";
import { mountReminders } from "./reminder-routes.ts";
import { mountResources } from "./resource-routes.ts";
import { mountRules } from "./rules-routes.ts";
import { mountServices } from "./service-routes.ts";
import { mountSetUpTemplates } from "./set-up-template-routes.ts";
import { mountSops } from "./sop-routes.ts";
import { mountTimeOff } from "./time-off-routes.ts";
import { mountTravelTimes } from "./travel-time-routes.ts";

/** What the organization offers, who gives it, where, when and by which rules. */
export const mountCatalog = (http: FastifyInstance, deps: ServerDeps): void => {
  mountServices(http, deps);
  mountProviders(http, deps);
  mountLocations(http, deps);
  mountResources(http, deps);
  mountHours(http, deps);
  mountOverrides(http, deps);
  mountTimeOff(http, deps);
  mountTravelTimes(http, deps);
  mountRules(http, deps);
  mountOrganization(http, deps);
  mountLeadBlocks(http, deps);
  mountSops(http, deps);
  mountPriceRules(http, deps);
  mountKnowledge(http, deps);
  mountSetUpTemplates(http, deps);
  mountReminders(http, deps);
  mountRoute(http, {
    method: "GET",
    url: "/skills",
    tag: "Catalog",
    access: desk,
    summary: "Skills of providers and those services ask for",
    answers: { 200: SkillList },
    run: async ({ call: { organization } }) =>
      ok({ success: true, skills: await listSkills(deps.db, organization.id) }),
  });
};
