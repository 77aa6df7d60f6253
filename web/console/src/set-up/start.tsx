import { Button, Progress, Text } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { Link } from "wouter";

import { LocationHoursAnswer } from "#src/http/contract/hours.ts";
import { ask } from "../api/ask.ts";
import { Icon } from "../shell/icons.tsx";
import { useTexts } from "../texts/language.ts";
import { placesQuery, providersQuery, servicesQuery } from "./catalog-queries.ts";
import { channelAccountsQuery } from "./channel-queries.ts";
import { membersQuery } from "./member-queries.ts";
import { Loaded, Section } from "./section.tsx";
import classes from "./set-up.module.css";
import { startTexts } from "./start-texts.ts";
import { organizationQuery } from "./use-organization.ts";

interface Step {
  readonly name: keyof (typeof startTexts)["vi"]["steps"];
  readonly isDone: boolean;
  readonly detail?: string | undefined;
}

const hoursQuery = (locationId: string) => ({
  queryKey: ["set-up", `/locations/${locationId}/hours`, locationId],
  queryFn: async ({ signal }: { readonly signal: AbortSignal }) =>
    (await ask(LocationHoursAnswer, "GET", `/locations/${locationId}/hours`, { signal })).hours,
});

/** What is done, what comes next, and how far it is. */
export const Start = () => {
  const texts = useTexts(startTexts);
  const steps = useSteps();
  const next = steps.data?.find(({ isDone }) => !isDone);
  const hrefOf = ({ name }: Step): string => `/set-up/${name}`;
  return (
    <Section
      title={texts.title}
      lead={texts.lead}
      moves={
        next && (
          <Button component={Link} href={hrefOf(next)}>
            {texts.next}
          </Button>
        )
      }
    >
      <Loaded query={steps}>
        {(list) => {
          const done = list.filter(({ isDone }) => isDone).length;
          const said = texts.progress(done, list.length);
          return (
            <>
              <div>
                <Text fw={600} mb={6}>
                  {next ? said : texts.all}
                </Text>
                <Progress value={(done / list.length) * 100} size="lg" aria-label={said} />
              </div>
              <div className={classes.card}>
                {list.map((step) => (
                  <StepLink key={step.name} step={step} href={hrefOf(step)} />
                ))}
              </div>
            </>
          );
        }}
      </Loaded>
    </Section>
  );
};

const StepLink = ({ step, href }: { readonly step: Step; readonly href: string }) => {
  const texts = useTexts(startTexts);
  return (
    <Link className={classes.step} href={href}>
      <span
        className={classes.mark}
        data-done={step.isDone}
        role="img"
        aria-label={step.isDone ? texts.done : texts.open}
      >
        {step.isDone && <Icon name="check" size={16} />}
      </span>
      <span>
        <Text span fw={600}>
          {texts.steps[step.name]}
        </Text>
        {step.detail && (
          <Text size="sm" c="var(--quiet)">
            {step.detail}
          </Text>
        )}
      </span>
    </Link>
  );
};

/** The steps as things are now; each is judged by what the API tells. */
const useSteps = () => {
  const texts = useTexts(startTexts);
  const [organization, services, providers, places, channels, members] = useQueries({
    queries: [
      organizationQuery,
      servicesQuery,
      providersQuery,
      placesQuery,
      channelAccountsQuery,
      membersQuery,
    ],
  });
  const open = places.data?.locations.filter(({ active }) => active) ?? [];
  const hours = useQueries({ queries: open.map(({ location_id }) => hoursQuery(location_id)) });
  const all = [organization, services, providers, places, channels, members, ...hours];
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
