import type { Loading } from "./loading.ts";
import type { TemplateHours } from "./template.ts";

export const insertPeopleAndPlaces = async (loading: Loading): Promise<void> => {
  await insertLocations(loading);
  await insertProviders(loading);
  await insertHours(loading);
};

const insertLocations = async ({ tx, template, organizationId, newId }: Loading): Promise<void> => {
  await tx
    .insertInto("locations")
    .values(
      template.locations.map(({ key, name, aliases, address, timezone }, position) => ({
        ...{ organization_id: organizationId, id: newId("location", key) },
        ...{ name, aliases, address, position },
        timezone: timezone ?? template.timezone,
      })),
    )
    .execute();
};

const insertProviders = async ({ tx, template, organizationId, newId }: Loading): Promise<void> => {
  await tx
    .insertInto("providers")
    .values(
      template.providers.map(({ key, hours: _, ...provider }, position) => ({
        ...{ organization_id: organizationId, id: newId("provider", key) },
        ...{ ...provider, position },
      })),
    )
    .execute();
};

interface Owner {
  readonly location: string;
  /** Absent: the hours are the location's own. */
  readonly provider?: string;
}

const insertHours = async (loading: Loading): Promise<void> => {
  const { locations, providers } = loading.template;
  const ofPlaces = locations.flatMap(({ key, hours }) =>
    hours.flatMap((entry) => hoursRows(loading, entry, { location: key })),
  );
  const ofPeople = providers.flatMap(({ key, hours }) =>
    hours.flatMap((entry) =>
      hoursRows(loading, entry, { location: entry.location, provider: key }),
    ),
  );
  await loading.tx
    .insertInto("working_hours")
    .values([...ofPlaces, ...ofPeople])
    .execute();
};

const hoursRows = (
  { organizationId, newId }: Loading,
  { days, open, breaks }: TemplateHours,
  { location, provider }: Owner,
) =>
  days.flatMap((weekday) =>
    [
      ...open.map((stretch) => ({ ...stretch, kind: "open" as const })),
      ...breaks.map((stretch) => ({ ...stretch, kind: "break" as const })),
    ].map(({ starts, ends, kind }) => ({
      organization_id: organizationId,
      id: newId("hours", [location, provider ?? "", weekday, kind, starts].join(" ")),
      location_id: newId("location", location),
      provider_id: provider === undefined ? null : newId("provider", provider),
      ...{ kind, weekday, starts, ends },
    })),
  );
