import { Select, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { LocationHoursAnswer, ProviderHoursAnswer } from "#src/http/contract/hours.ts";
import { ask } from "../api/ask.ts";
import { useTexts } from "../texts/language.ts";
import { placesQuery, providersQuery } from "./catalog-queries.ts";
import { hoursTexts } from "./hours-texts.ts";
import { Loaded, Section } from "./section.tsx";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";
import { mayLeave } from "./use-unsaved.ts";
import { type Week, WeekForm } from "./week-form.tsx";

/** Weekly hours of a location, or of somebody there. */
export const Hours = () => {
  const texts = useTexts(hoursTexts);
  const places = useQuery(placesQuery).data?.locations.filter(({ active }) => active) ?? [];
  const providers = useQuery(providersQuery).data?.providers.filter(({ active }) => active) ?? [];
  const [place, setPlace] = useState<string | null>(null);
  const [provider, setProvider] = useState("");
  const locationId = place ?? places[0]?.location_id;
  const title = useTexts(setUpTexts).sections.hours;
  return (
    <Section title={title} lead={texts.lead}>
      <div className={classes.fields}>
        <Select
          label={texts.place}
          data={places.map(({ location_id, name }) => ({ value: location_id, label: name }))}
          value={locationId ?? null}
          onChange={(next) => next && mayLeave() && setPlace(next)}
          allowDeselect={false}
        />
        <Select
          label={texts.whose}
          data={[
            { value: "", label: texts.own },
            ...providers.map(({ provider_id, name }) => ({ value: provider_id, label: name })),
          ]}
          value={provider}
          onChange={(next) => mayLeave() && setProvider(next ?? "")}
          allowDeselect={false}
        />
      </div>
      {locationId ? (
        <HoursOf key={`${locationId} ${provider}`} {...{ locationId, provider }} />
      ) : (
        <Text>{texts.noPlace}</Text>
      )}
    </Section>
  );
};

interface HoursOfProps {
  readonly locationId: string;
  /** Empty: the location's own. */
  readonly provider: string;
}

const HoursOf = ({ locationId, provider }: HoursOfProps) => {
  const queries = useQueryClient();
  const path = provider ? `/providers/${provider}/hours` : `/locations/${locationId}/hours`;
  const week = useQuery({
    queryKey: ["set-up", path, locationId],
    queryFn: async ({ signal }): Promise<Week> => {
      if (!provider) return (await ask(LocationHoursAnswer, "GET", path, { signal })).hours;
      const { locations } = await ask(ProviderHoursAnswer, "GET", path, { signal });
      return locations.find(({ location_id }) => location_id === locationId)?.hours ?? [];
    },
  });
  const send = async (hours: Week): Promise<void> => {
    const body = provider ? { locationId, hours } : { hours };
    if (provider) await ask(ProviderHoursAnswer, "PUT", path, { body });
    else await ask(LocationHoursAnswer, "PUT", path, { body });
    await queries.invalidateQueries({ queryKey: ["set-up"] });
  };
  return (
    <Loaded query={week}>
      {(told) => <WeekForm key={JSON.stringify(told)} told={told} send={send} />}
    </Loaded>
  );
};
