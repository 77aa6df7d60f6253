import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { offeredSlots } from "#src/booking/offered-slots.ts";
import { refuse } from "#src/booking/refuse.ts";
import { findBooking } from "#src/db/queries/bookings.ts";
import { listLocations, listProviders } from "#src/db/queries/catalog.ts";
import { findNamedConversation } from "#src/db/queries/conversations.ts";
import { findLead, type Lead } from "#src/db/queries/leads.ts";
import { desk } from "../access.ts";
import { failed, ok } from "../answer.ts";
import { Id } from "../contract/formats.ts";
import { LeadProfile, OfferedSlots } from "../contract/inbox.ts";
import { toLeadRecord } from "../records/lead-record.ts";
import { toSlotRecord } from "../records/slot-record.ts";
import { refused } from "../refused.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const OneThing = z.object({ id: Id });

/** What stands beside a conversation: the person, and the times held for them. */
export const mountPanel = (http: FastifyInstance, deps: ServerDeps): void => {
  const { db, now } = deps;

  mountRoute(http, {
    access: desk,
    method: "GET",
    url: "/inbox/:id/lead",
    tag: "Inbox",
    summary: "The person of a conversation and what they like",
    params: OneThing,
    answers: { 200: LeadProfile },
    run: async ({ call, params: { id } }) => {
      const organizationId = call.organization.id;
      const talk = await findNamedConversation(db, organizationId, id);
      const lead = talk && (await findLead(db, organizationId, talk.lead_id));
      if (!lead) return failed("UNKNOWN_CONVERSATION", call.language, "id");
      const preferences = await likesOf(deps, lead);
      return ok({ success: true, lead: toLeadRecord(lead), preferences });
    },
  });

  mountRoute(http, {
    access: desk,
    method: "GET",
    url: "/bookings/:id/offered",
    tag: "Booking actions",
    summary: "Slots held for a booking until its lead chooses",
    params: OneThing,
    answers: { 200: OfferedSlots },
    run: async ({ call, params: { id } }) => {
      const row = await findBooking(db, call.organization.id, id);
      if (!row) return refused(refuse(deps, call, "unknown_booking", "no such booking"));
      const slots = await offeredSlots(db, call.organization, row, now());
      return ok({ success: true, slots: slots.map((slot) => toSlotRecord(slot)) });
    },
  });
};

const likesOf = async (
  { db }: ServerDeps,
  { organization_id, preferences }: Lead,
): Promise<z.output<typeof LeadProfile>["preferences"]> => {
  const { times = [], providerId, locationId, gender = null, languages = [] } = preferences;
  const [providers, locations] = await Promise.all([
    providerId ? listProviders(db, organization_id) : [],
    locationId ? listLocations(db, organization_id) : [],
  ]);
  return {
    times: times.map(({ weekdays = [], fromMinute, toMinute }) => ({
      ...{ weekdays, from: clockOf(fromMinute), to: clockOf(toMinute) },
    })),
    provider_name: providers.find(({ id }) => id === providerId)?.name ?? null,
    location_name: locations.find(({ id }) => id === locationId)?.name ?? null,
    ...{ gender, languages },
  };
};

const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
