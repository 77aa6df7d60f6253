import { randomUUID } from "node:crypto";

import type { Db } from "#src/db/connect.ts";
import {
  LocationAnswer,
  ProviderAnswer,
  ResourceAnswer,
  ServiceAnswer,
} from "#src/http/contract.ts";
import type { Answered, Holder } from "./world.ts";

type Body = Readonly<Record<string, unknown>>;

/** Makes things of a catalog through the API; tests name only what matters to them. */
export const deskOf = (holder: Pick<Holder, "ask">) => {
  const post = (path: string, body: Body): Promise<Answered> => holder.ask("POST", path, body);
  return {
    location: async (body: Body = {}): Promise<string> => {
      const whole = { name: name("Branch"), address: "1 Main Street", ...body };
      return (await post("/locations", whole)).as(LocationAnswer).location.location_id;
    },
    provider: async (body: Body = {}): Promise<string> => {
      const whole = { name: name("Provider"), ...body };
      return (await post("/providers", whole)).as(ProviderAnswer).provider.provider_id;
    },
    service: async (body: Body = {}): Promise<string> => {
      const whole = { name: name("Service"), durationMinutes: 30, ...body };
      return (await post("/services", whole)).as(ServiceAnswer).service.service_id;
    },
    resource: async (locationId: string, body: Body = {}): Promise<string> => {
      const whole = { name: name("Chair"), kind: "chair", locationId, ...body };
      return (await post("/resources", whole)).as(ResourceAnswer).resource.resource_id;
    },
  };
};

let names = 0;

/** A name nobody else has. */
export const name = (of: string): string => {
  names += 1;
  return `${of} number ${names}`;
};

interface Standing {
  readonly providerId: string;
  readonly locationId: string;
  readonly serviceId: string;
  readonly resourceId?: string;
  readonly start: string;
  readonly end: string;
}

/** A confirmed appointment as it stands in the calendar, with its lead. */
export const addAppointment = async (
  db: Db,
  { organizationId }: Pick<Holder, "organizationId">,
  { providerId, locationId, serviceId, resourceId, start, end }: Standing,
): Promise<string> => {
  const id = randomUUID();
  const leadId = randomUUID();
  const at = new Date("2026-03-01T00:00:00Z");
  const own = { organization_id: organizationId };
  await db
    .insertInto("leads")
    .values({ ...own, id: leadId, name: "Lan", created_at: at })
    .execute();
  await db
    .insertInto("bookings")
    .values({
      ...{ ...own, id, lead_id: leadId, state: "INQUIRY", state_history: "[]" },
      ...{ service_id: serviceId, provider_id: providerId, location_id: locationId },
      ...{ starts_at: start, ends_at: end },
      ...{ last_communication_at: at, created_at: at, updated_at: at },
    })
    .execute();
  for (const state of ["SERVICE_SELECTED", "SLOT_PROPOSED", "SLOT_CONFIRMED"] as const) {
    await db.updateTable("bookings").set({ state }).where("id", "=", id).execute();
  }
  const taken = {
    ...{ ...own, kind: "booking" as const, booking_id: id, location_id: locationId },
    ...{ service_id: serviceId, starts_at: start, ends_at: end, created_at: at },
    during: `[${start},${end})`,
  };
  await db
    .insertInto("allocations")
    .values({ ...taken, id: randomUUID(), provider_id: providerId })
    .execute();
  if (resourceId !== undefined) {
    const also = { id: randomUUID(), resource_id: resourceId, with_provider_id: providerId };
    await db
      .insertInto("allocations")
      .values({ ...taken, ...also })
      .execute();
  }
  return id;
};
