import type { z } from "zod";

import type { SeriesReceipt, SeriesVisit } from "#src/booking/series/series-receipt.ts";
import type { NamedBookingRow } from "#src/db/queries/bookings.ts";
import type { Series } from "#src/db/queries/series.ts";
import type { SeriesAnswer, SeriesRecord, VisitRecord } from "../contract/series.ts";
import { toBlockingRecord } from "./blocking-record.ts";
import { toSlotRecord } from "./slot-record.ts";

export const toSeriesAnswer = (receipt: SeriesReceipt): z.output<typeof SeriesAnswer> => ({
  success: true,
  series_id: receipt.seriesId,
  service_id: receipt.serviceId,
  service_name: receipt.serviceName,
  timezone: receipt.zone,
  visits: receipt.visits.map(toVisitRecord),
});

const toVisitRecord = (visit: SeriesVisit): z.output<typeof VisitRecord> => {
  const { position, start, status } = visit;
  const common = { position, starts_at: start.toISOString(), status };
  switch (visit.status) {
    case "held":
      return { ...common, booking_id: visit.booking.id, slot: toSlotRecord(visit.slot) };
    case "not_free":
      return {
        ...common,
        booking_id: null,
        reasons: [...new Set(visit.reasons.map(({ code }) => code))],
        alternatives: visit.alternatives.map((slot) => toSlotRecord(slot)),
      };
    case "refused":
      return {
        ...common,
        booking_id: visit.booking.id,
        message: visit.refusal.message,
        blocking: (visit.refusal.blocking ?? []).map((one) => toBlockingRecord(one)),
      };
    default:
      return { ...common, booking_id: visit.booking.id };
  }
};

export const toSeriesRecord = (
  series: Series,
  visits: readonly NamedBookingRow[],
): z.output<typeof SeriesRecord> => ({
  success: true,
  series_id: series.id,
  lead_id: series.lead_id,
  service_id: series.service_id,
  rule: series.rule,
  starts_local: series.starts_local,
  timezone: series.timezone,
  visits: visits.map((row) => ({
    position: row.series_position ?? 0,
    booking_id: row.id,
    state: row.state,
    starts_at: row.starts_at?.toISOString() ?? null,
    provider_id: row.provider_id,
    location_id: row.location_id,
  })),
});
