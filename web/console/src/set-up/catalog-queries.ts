import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";

import { LocationList, ProviderList, ServiceList, SkillList } from "#src/http/contract/catalog.ts";
import { KnowledgeList } from "#src/http/contract/knowledge.ts";
import { PriceRuleList } from "#src/http/contract/price-rules.ts";
import { ResourceList } from "#src/http/contract/resources.ts";
import { SopList } from "#src/http/contract/sop.ts";
import { ask } from "../api/ask.ts";

/** Lists of the catalog, the retired among them; all begin with "set-up", and an edit reloads them. */
const listed = <List>(path: string, schema: z.ZodType<List>) =>
  queryOptions({
    queryKey: ["set-up", path],
    queryFn: ({ signal }) => ask(schema, "GET", path, { signal }),
  });

export const servicesQuery = listed("/services?retired=true", ServiceList);
export const providersQuery = listed("/providers?retired=true", ProviderList);
export const placesQuery = listed("/locations?retired=true", LocationList);
export const resourcesQuery = listed("/resources?retired=true", ResourceList);
export const knowledgeQuery = listed("/knowledge", KnowledgeList);
export const sopsQuery = listed("/sops?retired=true", SopList);
export const priceRulesQuery = listed("/price-rules?retired=true", PriceRuleList);
export const skillsQuery = listed("/skills", SkillList);
