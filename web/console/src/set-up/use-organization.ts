import { queryOptions, useQuery } from "@tanstack/react-query";

import { OrganizationAnswer } from "#src/http/contract/organization.ts";
import { ask } from "../api/ask.ts";
import { meQuery } from "../api/me.ts";

export const organizationQuery = queryOptions({
  queryKey: ["set-up", "/organization"],
  queryFn: async ({ signal }) =>
    (await ask(OrganizationAnswer, "GET", "/organization", { signal })).organization,
});

/** How many minor units its money has: 1 of VND, 100 of USD. */
export const useMoney = (): { readonly currency: string; readonly times: number } => {
  const currency = useQuery(meQuery).data?.organization.currency ?? "VND";
  const { maximumFractionDigits: digits = 0 } = new Intl.NumberFormat("en", {
    ...{ style: "currency", currency },
  }).resolvedOptions();
  return { currency, times: 10 ** digits };
};
