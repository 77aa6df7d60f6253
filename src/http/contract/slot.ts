import { z } from "zod";

import { Id, Instant } from "./formats.ts";
import { priced } from "./price.ts";

/** One service of a package: what, with whom, when. */
export const PartRecord = z
  .object({
    service_id: Id,
    service_name: z.string(),
    provider_id: Id,
    provider_name: z.string(),
    starts_at: Instant,
    ends_at: Instant,
  })
  .meta({ id: "Part" });

/**
 * A slot in the shape of 000 §6.1. Its price is kept while it is held for a booking, and is what a
 * free slot costs now otherwise. `date`, `start_time` and `end_time` are on the wall clock of
 * `timezone`; `starts_at` and `ends_at` are the same moments as instants.
 */
export const SlotRecord = z
  .object({
    slot_id: z.string().describe("Opaque; send it back to propose or confirm this slot"),
    provider_id: Id,
    service_id: Id,
    date: z.string(),
    start_time: z.string(),
    end_time: z.string(),
    duration_minutes: z.number(),
    status: z.enum(["available", "reserved", "booked", "blocked"]),
    booked_by: Id.nullable(),
    reserved_by: Id.nullable().describe("The booking it is held for"),
    reservation_expires_at: Instant.nullable(),
    max_capacity: z.number(),
    current_bookings: z.number(),
    can_double_book: z.boolean(),
    min_notice_hours: z.number(),
    cancellation_allowed_until: Instant,
    provider_name: z.string(),
    location_id: Id,
    location_name: z.string(),
    timezone: z.string(),
    starts_at: Instant,
    ends_at: Instant,
    participants: z.number().describe("People it is for"),
    ...priced,
    parts: z.array(PartRecord).describe("The services of a package in order; else empty"),
  })
  .meta({ id: "Slot" });
