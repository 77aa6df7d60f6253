import type { z } from "zod";

import type { AppointmentPart } from "#src/domain/booking.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { PartRecord, SlotRecord } from "../contract/slot.ts";
import { toPriceRecord } from "./price-record.ts";
import { wallClock } from "./wall-clock.ts";

/** A slot on the clock of a zone; without one, on that of its location. */
export const toSlotRecord = (slot: Slot, zone = slot.zone): z.output<typeof SlotRecord> => {
  const starts = wallClock(zone, slot.start);
  return {
    slot_id: slot.id,
    provider_id: slot.providerId,
    service_id: slot.serviceId,
    date: starts.date,
    start_time: starts.time,
    end_time: wallClock(zone, slot.end).time,
    duration_minutes: (slot.end.getTime() - slot.start.getTime()) / 60_000,
    status: slot.status,
    booked_by: slot.status === "booked" ? slot.heldBy : null,
    reserved_by: slot.status === "reserved" ? slot.heldBy : null,
    reservation_expires_at: slot.heldUntil?.toISOString() ?? null,
    max_capacity: slot.capacity,
    current_bookings: slot.currentBookings,
    can_double_book: slot.canDoubleBook,
    min_notice_hours: slot.minNoticeMinutes / 60,
    cancellation_allowed_until: slot.cancellationAllowedUntil.toISOString(),
    provider_name: slot.providerName,
    location_id: slot.locationId,
    location_name: slot.locationName,
    timezone: zone,
    starts_at: slot.start.toISOString(),
    ends_at: slot.end.toISOString(),
    participants: slot.participants,
    ...toPriceRecord(slot.price ?? null),
    parts: (slot.parts ?? []).map(toPartRecord),
  };
};

export const toPartRecord = (part: AppointmentPart): z.output<typeof PartRecord> => ({
  service_id: part.serviceId,
  service_name: part.serviceName,
  provider_id: part.providerId,
  provider_name: part.providerName,
  starts_at: part.start.toISOString(),
  ends_at: part.end.toISOString(),
});
