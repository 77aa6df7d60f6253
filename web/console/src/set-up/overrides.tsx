import { useQuery } from "@tanstack/react-query";

import { OverrideList } from "#src/http/contract/overrides.ts";
import { ask } from "../api/ask.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayDay } from "../texts/say-time.ts";
import { placesQuery, providersQuery } from "./catalog-queries.ts";
import type { Field } from "./field.ts";
import { hoursTexts } from "./hours-texts.ts";
import { setUpTexts } from "./set-up-texts.ts";
import { Things } from "./things.tsx";

/** Dates on which a place, or somebody there, has other hours than on that weekday. */
export const Overrides = () => {
  const texts = useTexts(hoursTexts);
  const language = useLanguage();
  const places = useQuery(placesQuery).data?.locations.filter(({ active }) => active) ?? [];
  const providers = useQuery(providersQuery).data?.providers.filter(({ active }) => active) ?? [];
  const isOpen = ({ closed }: Readonly<Record<string, unknown>>): boolean => closed !== true;
  const fields: readonly Field[] = [
    {
      ...{ name: "locationId", kind: "choice", label: texts.place, needed: true },
      options: places.map(({ location_id, name }) => ({ value: location_id, label: name })),
    },
    {
      ...{ name: "providerId", kind: "choice", label: texts.whose, hint: texts.whoseDayHint },
      options: providers.map(({ provider_id, name }) => ({ value: provider_id, label: name })),
    },
    { name: "date", kind: "date", label: texts.date, needed: true },
    { name: "closed", kind: "switch", label: texts.closed },
    { name: "start", kind: "time", label: texts.from, needed: true, when: isOpen },
    { name: "end", kind: "time", label: texts.to, needed: true, when: isOpen },
  ];
  const nameOf = (id: string | null): string | undefined =>
    places.find(({ location_id }) => location_id === id)?.name ??
    providers.find(({ provider_id }) => provider_id === id)?.name;
  const query = useQuery({
    queryKey: ["set-up", "/overrides"],
    queryFn: ({ signal }) => ask(OverrideList, "GET", "/overrides", { signal }),
    select: ({ overrides }) =>
      overrides.map(({ override_id, location_id, provider_id, date, intervals }) => {
        const hours = intervals.map(({ start, end }) => `${start}–${end}`).join(", ");
        return {
          id: override_id,
          name: sayDay(language, date),
          detail: [nameOf(location_id), nameOf(provider_id), hours || texts.closed]
            .filter(Boolean)
            .join(" · "),
        };
      }),
  });
  return (
    <Things
      title={useTexts(setUpTexts).sections.overrides}
      lead={texts.specialLead}
      addLabel={texts.addSpecial}
      path="/overrides"
      toBody={({ closed, start, end, ...body }) => ({
        ...body,
        intervals: closed === true ? [] : [{ start, end }],
      })}
      {...{ query, fields }}
    />
  );
};
