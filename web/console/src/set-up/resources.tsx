import { useQuery } from "@tanstack/react-query";

import { useTexts } from "../texts/language.ts";
import { placesQuery, resourcesQuery } from "./catalog-queries.ts";
import { catalogTexts } from "./catalog-texts.ts";
import type { Field } from "./field.ts";
import { setUpTexts } from "./set-up-texts.ts";
import { Things } from "./things.tsx";

/** Rooms, chairs and machines. */
export const Resources = () => {
  const { resources: texts } = useTexts(catalogTexts);
  const places = useQuery(placesQuery).data?.locations ?? [];
  const kinds = useQuery(resourcesQuery).data?.resources.map(({ kind }) => kind) ?? [];
  const fields: readonly Field[] = [
    { name: "name", kind: "text", label: texts.name, needed: true },
    {
      ...{ name: "kind", kind: "text", label: texts.kind, needed: true },
      hint: [texts.kindHint, [...new Set(kinds)].join(", ")].filter(Boolean).join(" "),
    },
    {
      ...{ name: "locationId", kind: "choice", label: texts.location, needed: true, wide: true },
      options: places.map(({ location_id, name }) => ({ value: location_id, label: name })),
    },
  ];
  const query = useQuery({
    ...resourcesQuery,
    select: ({ resources }) =>
      resources.map((one) => ({
        ...{ id: one.resource_id, name: one.name, active: one.active },
        detail: [one.kind, places.find((place) => place.location_id === one.location_id)?.name]
          .filter(Boolean)
          .join(" · "),
        values: { ...one, locationId: one.location_id },
      })),
  });
  return (
    <Things
      title={useTexts(setUpTexts).sections.resources}
      lead={texts.lead}
      addLabel={texts.add}
      path="/resources"
      {...{ query, fields }}
    />
  );
};
