import { insertPriceRules } from "#src/db/queries/price-rules.ts";
import type { Loading } from "./loading.ts";

/** Price rules of a template; those that are not active wait to be turned on. */
export const insertTemplatePriceRules = (
  { tx, template, organizationId, newId }: Loading,
  now: Date,
): Promise<void> =>
  insertPriceRules(
    tx,
    template.price_rules.map(({ key, name, condition, service, location, ...rule }) => ({
      ...{ organization_id: organizationId, id: newId("price rule", key) },
      ...{ name: JSON.stringify(name), condition: JSON.stringify(condition) },
      ...{ priority: rule.priority, combines: rule.combines, active: rule.active },
      ...{ percent: rule.percent ?? null, amount_minor: rule.amount ?? null },
      ...{ floor_minor: rule.floor ?? null, ceiling_minor: rule.ceiling ?? null },
      service_id: service === undefined ? null : newId("service", service),
      location_id: location === undefined ? null : newId("location", location),
      ...{ created_at: now, updated_at: now },
    })),
  );
