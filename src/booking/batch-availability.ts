import type { Refusal } from "#src/domain/refusal.ts";
import type { ReadCalendars } from "./availability-cache.ts";
import { findOffered } from "./available-slots.ts";
import { type BatchQuery, type BatchRow, batchRows } from "./batch-rows.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { refuse } from "./refuse.ts";
import { isUuid } from "./session.ts";

export interface BatchAvailability {
  readonly ok: true;
  readonly rows: readonly BatchRow[];
}

/**
 * Free slots of many services, people and places, date by date. The database is asked as often for
 * one service and one day as for fifty and two months. Nothing is held by looking.
 */
export const availableSlotsOfMany =
  (deps: BookingDeps, readCalendars: ReadCalendars) =>
  async (caller: Caller, query: BatchQuery): Promise<BatchAvailability | Refusal> => {
    const { slotSecret } = deps;
    const { organizationId } = caller;
    const now = deps.now();
    if (query.to <= now) return refuse(deps, caller, "past_date", "the range lies in the past");
    const serviceIds = query.serviceIds.filter(isUuid);
    const { from, to } = query;
    const business = await readCalendars({ organizationId, serviceIds, from, to, now });
    const services = query.serviceIds.flatMap((id) => findOffered(business, id) ?? []);
    if (services.length < query.serviceIds.length) {
      return refuse(deps, caller, "unknown_service", "a service of the batch is not offered");
    }
    const { organization } = business;
    const rows = await batchRows(business, { slotSecret, organization }, services, query);
    return rows === "too_many"
      ? refuse(deps, caller, "invalid_input", "more than one answer holds")
      : { ok: true, rows };
  };
