import { insertAnswers } from "./insert-answers.ts";
import { insertPeopleAndPlaces } from "./insert-people-and-places.ts";
import { insertTemplatePriceRules } from "./insert-price-rules.ts";
import { insertServices } from "./insert-services.ts";
import type { Loading } from "./loading.ts";

/** Gives an organization everything a template offers. */
export const fillOrganization = async (loading: Loading): Promise<void> => {
  await insertPeopleAndPlaces(loading);
  await insertServices(loading);
  await insertAnswers(loading);
  await insertTemplatePriceRules(loading, loading.now);
};
