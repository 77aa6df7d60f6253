import { useQueries } from "@tanstack/react-query";

import { LocationHoursAnswer } from "#src/http/contract/hours.ts";
import { ask } from "../api/ask.ts";
import { useTexts } from "../texts/language.ts";
import { knowledgeQuery, placesQuery, providersQuery, servicesQuery } from "./catalog-queries.ts";
import { channelAccountsQuery } from "./channel-queries.ts";
import { membersQuery } from "./member-queries.ts";
import { startTexts } from "./start-texts.ts";
import { organizationQuery } from "./use-organization.ts";

export interface Step {
  readonly name: keyof (typeof startTexts)["vi"]["steps"];
  readonly isDone: boolean;
  readonly detail?: string | undefined;
}

const hoursQuery = (locationId: string) => ({
  queryKey: ["set-up", `/locations/${locationId}/hours`, locationId],
  queryFn: async ({ signal }: { readonly signal: AbortSignal }) =>
    (await ask(LocationHoursAnswer, "GET", `/locations/${locationId}/hours`, { signal })).hours,
});

/** Done when somebody has looked at every draft. */
const answersStep = (
  { details }: (typeof startTexts)["vi"],
  answers: readonly { readonly active: boolean }[],
) => {
  const drafts = answers.filter(({ active }) => !active).length;
  return {
    isDone: answers.length > 0 && drafts === 0,
    detail: details.answers(drafts, answers.length - drafts),
  };
};

/** The steps as things are now; each is judged by what the API tells. */
export const useSteps = () => {
  const texts = useTexts(startTexts);
  const [organization, services, providers, places, knowledge, channels, members] = useQueries({
    queries: [
      organizationQuery,
      servicesQuery,
      providersQuery,
      placesQuery,
      knowledgeQuery,
      channelAccountsQuery,
      membersQuery,
    ],
  });
  const open = places.data?.locations.filter(({ active }) => active) ?? [];
  const hours = useQueries({ queries: open.map(({ location_id }) => hoursQuery(location_id)) });
  const all = [organization, services, providers, places, knowledge, channels, members, ...hours];
  const offered = services.data?.services.filter(({ active }) => active) ?? [];
  const given = new Set(
    providers.data?.providers.flatMap((one) => (one.active ? one.service_ids : [])),
  );
  const ungiven = offered.filter(
    ({ service_id, kind }) => kind !== "package" && !given.has(service_id),
  );
  const steps: Step[] = [
    { name: "organization", isDone: Boolean(organization.data?.phone) },
    {
      ...{ name: "services", isDone: offered.length > 0 },
      detail: texts.details.services(offered.length),
    },
    {
      ...{ name: "providers", isDone: given.size > 0 && ungiven.length === 0 },
      ...(ungiven.length > 0 && {
        detail: texts.details.ungiven(ungiven.map(({ name }) => name).join(", ")),
      }),
    },
    { name: "places", isDone: open.some(({ address }) => address !== "") },
    {
      name: "hours",
      isDone: hours.length > 0 && hours.every(({ data }) => (data?.length ?? 0) > 0),
    },
    { name: "knowledge", ...answersStep(texts, knowledge.data?.knowledge ?? []) },
    {
      ...{ name: "channels", isDone: (channels.data?.length ?? 0) > 0 },
      detail: texts.details.channels,
    },
    { name: "members", isDone: (members.data?.length ?? 0) > 1 },
  ];
  const failed = all.find(({ isError }) => isError);
  const isPending = all.some((one) => one.isPending);
  return {
    data: failed || isPending ? undefined : steps,
    ...{ isPending: !failed && isPending, error: failed?.error ?? null },
    refetch: () => Promise.all(all.map((one) => one.refetch())),
  };
};
