import { useQuery } from "@tanstack/react-query";

import { useTexts } from "../texts/language.ts";
import { placesQuery } from "./catalog-queries.ts";
import { catalogTexts } from "./catalog-texts.ts";
import type { Field } from "./field.ts";
import { setUpTexts } from "./set-up-texts.ts";
import { Things } from "./things.tsx";

/** Where appointments take place. */
export const Places = () => {
  const { places: texts } = useTexts(catalogTexts);
  const fields: readonly Field[] = [
    { name: "name", kind: "text", label: texts.name, needed: true },
    {
      ...{ name: "kind", kind: "choice", label: texts.kind, needed: true },
      options: Object.entries(texts.kinds).map(([value, label]) => ({ value, label })),
    },
    { name: "address", kind: "text", label: texts.address, needed: true, wide: true },
    { name: "timezone", kind: "text", label: texts.timezone, hint: texts.timezoneHint },
    { name: "aliases", kind: "tags", label: texts.aliases },
  ];
  const query = useQuery({
    ...placesQuery,
    select: ({ locations }) =>
      locations.map((place) => ({
        ...{ id: place.location_id, name: place.name, active: place.active },
        ...{ detail: place.address, values: place },
      })),
  });
  return (
    <Things
      title={useTexts(setUpTexts).sections.places}
      lead={texts.lead}
      addLabel={texts.add}
      path="/locations"
      {...{ query, fields }}
    />
  );
};
