import type { Loading } from "./loading.ts";
import type { TemplateHours } from "./template.ts";

export const insertPeopleAndPlaces = async (loading: Loading): Promise<void> => {
  await insertLocations(loading);
  await insertProviders(loading);
  await insertHours(loading);
  await insertTimeOff(loading);
  await insertResources(loading);
  await insertTravel(loading);
};

const insertLocations = async ({ tx, template, organizationId, newId }: Loading): Promise<void> => {
  await tx
    .insertInto("locations")
    .values(
      template.locations.map(({ key, timezone, ...place }, position) => ({
        ...{ organization_id: organizationId, id: newId("location", key), position },
        ...{ name: place.name, aliases: place.aliases, address: place.address, kind: place.kind },
        rules: JSON.stringify(place.rules),
        timezone: timezone ?? template.timezone,
      })),
    )
    .execute();
};

const insertProviders = async ({ tx, template, organizationId, newId }: Loading): Promise<void> => {
  await tx
    .insertInto("providers")
    .values(
      template.providers.map(({ key, hours: _, time_off: __, rating, ...provider }, position) => ({
        ...{ organization_id: organizationId, id: newId("provider", key) },
        ...{ ...provider, position },
        specialities: JSON.stringify(provider.specialities),
        about: JSON.stringify(provider.about),
        rules: JSON.stringify(provider.rules),
        rating: rating?.stars ?? null,
        rating_count: rating?.count ?? 0,
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
      entry.locations.flatMap((location) => hoursRows(loading, entry, { location, provider: key })),
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

const insertTimeOff = async ({ tx, template, organizationId, newId }: Loading): Promise<void> => {
  const ofPlaces = template.locations.flatMap(({ key, holidays }) =>
    holidays.map((off) => ({ off, key, location_id: newId("location", key), provider_id: null })),
  );
  const ofPeople = template.providers.flatMap(({ key, time_off }) =>
    time_off.map((off) => ({ off, key, location_id: null, provider_id: newId("provider", key) })),
  );
  const rows = [...ofPlaces, ...ofPeople].map(({ off, key, ...owner }) => ({
    organization_id: organizationId,
    id: newId("time-off", `${key} ${off.from}`),
    ...owner,
    start_date: off.from,
    end_date: off.to,
    reason: off.reason ?? null,
  }));
  if (rows.length > 0) await tx.insertInto("time_off").values(rows).execute();
};

const insertResources = async ({ tx, template, organizationId, newId }: Loading): Promise<void> => {
  const rows = template.locations.flatMap(({ key, resources }) =>
    resources.map((resource, position) => ({
      organization_id: organizationId,
      id: newId("resource", `${key} ${resource.key}`),
      location_id: newId("location", key),
      kind: resource.kind,
      name: resource.name,
      position,
    })),
  );
  if (rows.length > 0) await tx.insertInto("resources").values(rows).execute();
};

const insertTravel = async ({ tx, template, organizationId, newId }: Loading): Promise<void> => {
  const rows = template.travel.flatMap(({ between: [one, other], minutes }) =>
    [
      [one, other],
      [other, one],
    ].map(([from = "", to = ""]) => ({
      organization_id: organizationId,
      from_location_id: newId("location", from),
      to_location_id: newId("location", to),
      minutes,
    })),
  );
  if (rows.length > 0) await tx.insertInto("travel_times").values(rows).execute();
};
