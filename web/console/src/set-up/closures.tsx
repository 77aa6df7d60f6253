import { useQuery } from "@tanstack/react-query";

import { TimeOffList } from "#src/http/contract/time-off.ts";
import { ask } from "../api/ask.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayDay, sayMoment } from "../texts/say-time.ts";
import { placesQuery, providersQuery, resourcesQuery } from "./catalog-queries.ts";
import type { Field } from "./field.ts";
import { hoursTexts } from "./hours-texts.ts";
import { setUpTexts } from "./set-up-texts.ts";
import { Things } from "./things.tsx";

/** Holidays of a place and leave of a person. */
export const Closures = () => {
  const texts = useTexts(hoursTexts);
  const language = useLanguage();
  const owners = useOwners();
  const fields: readonly Field[] = [
    {
      ...{ name: "owner", kind: "choice", label: texts.who, hint: texts.whoHint, needed: true },
      ...{ wide: true, options: owners },
    },
    { name: "startDate", kind: "date", label: texts.startDate, needed: true },
    { name: "endDate", kind: "date", label: texts.endDate, needed: true },
    { name: "reason", kind: "text", label: texts.reason, wide: true },
  ];
  const say = (whole: string | null, instant: string | null): string =>
    whole ? sayDay(language, whole) : instant ? sayMoment(language, instant) : "";
  const query = useQuery({
    queryKey: ["set-up", "/time-off"],
    queryFn: ({ signal }) => ask(TimeOffList, "GET", "/time-off", { signal }),
    select: ({ time_off }) =>
      time_off.map((one) => {
        const id = one.provider_id ?? one.location_id ?? one.resource_id;
        const owner = owners.find(({ value }) => value.endsWith(`:${id}`));
        const dates = texts.dates(
          say(one.start_date, one.starts_at),
          say(one.end_date, one.ends_at),
        );
        return {
          id: one.time_off_id,
          name: dates,
          detail: [owner?.label, one.reason].filter(Boolean).join(" · "),
        };
      }),
  });
  return (
    <Things
      title={useTexts(setUpTexts).sections.closures}
      lead={texts.closuresLead}
      addLabel={texts.addTimeOff}
      path="/time-off"
      toBody={({ owner, ...body }) => ({ ...body, ...ownerOf(owner) })}
      {...{ query, fields }}
    />
  );
};

/** "providerId:<id>" as the API takes it. */
const ownerOf = (owner: unknown): Record<string, string> => {
  const [key, id] = typeof owner === "string" ? owner.split(":") : [];
  return key && id ? { [key]: id } : {};
};

const useOwners = () => {
  const places = useQuery(placesQuery).data?.locations ?? [];
  const providers = useQuery(providersQuery).data?.providers ?? [];
  const resources = useQuery(resourcesQuery).data?.resources ?? [];
  const option = (key: string, id: string, label: string) => ({ value: `${key}:${id}`, label });
  return [
    ...places.map(({ location_id, name }) => option("locationId", location_id, name)),
    ...providers.map(({ provider_id, name }) => option("providerId", provider_id, name)),
    ...resources.map(({ resource_id, name }) => option("resourceId", resource_id, name)),
  ];
};
