import type { z } from "zod";

import type { BatchDay } from "#src/booking/batch-rows.ts";
import type { Caller } from "#src/booking/caller.ts";
import { refuse } from "#src/booking/refuse.ts";
import { listLocations, listProviders } from "#src/db/queries/catalog.ts";
import type { RefusalCode } from "#src/domain/refusal.ts";
import { type Answer, type ErrorReply, invalid, ok } from "./answer.ts";
import { demandOf } from "./ask-availability.ts";
import type { ApiCall } from "./auth.ts";
import type { BatchAnswer, BatchInput } from "./contract/availability.ts";
import { rangeAsked } from "./range-asked.ts";
import { toSlotRecord } from "./records/slot-record.ts";
import { refused } from "./refused.ts";
import type { ServerDeps } from "./server-deps.ts";
import { zoneOf } from "./timezone.ts";

const MOST_DAYS = 62;

type Shown = z.output<typeof BatchAnswer>;

interface Asking {
  readonly deps: ServerDeps;
  readonly call: ApiCall;
  readonly caller: Caller;
  readonly input: BatchInput;
}

/** Free slots of many services by date, in one look at the calendars. */
export const askBatch = async (asking: Asking): Promise<Answer<Shown> | ErrorReply> => {
  const { deps, call, caller, input } = asking;
  const { organization, language } = call;
  const zone = zoneOf({ asked: input.timezone, organization });
  if (zone === null) return no(asking, "invalid_timezone", "timezone");
  const range = rangeAsked(zone, input, MOST_DAYS);
  if (range === "length") return invalid("to", "batchLength", language);
  if ("missing" in range) return no(asking, "impossible_date", range.missing);
  const stray = await strayPlace(asking);
  if (stray) return stray;

  const { providers, locations, detail } = input;
  const serviceIds = [...new Set(input.serviceIds)];
  const asked = { serviceIds, zone, providers, locations, detail, ...range, ...demandOf(input) };
  const answer = await deps.bookings.availableSlotsOfMany(caller, asked);
  if (!answer.ok && answer.code === "invalid_input") return invalid("to", "batchSize", language);
  if (!answer.ok) return refused(answer, { zone, field: fieldOf[answer.code] });
  const rows = answer.rows.map(({ serviceId, providerId, locationId, days }) => ({
    ...{ service_id: serviceId, provider_id: providerId, location_id: locationId },
    days: days.map((day) => toDayRecord(day, zone)),
  }));
  return ok({ success: true, timezone: zone, rows });
};

const fieldOf: Partial<Record<RefusalCode, string>> = {
  unknown_service: "serviceIds",
  past_date: "to",
};

const no = ({ deps, call }: Asking, code: RefusalCode, field: string): ErrorReply =>
  refused(refuse(deps, call, code, `${field} is refused`), { field });

/** What the request names and the organization does not have. */
const strayPlace = async (asking: Asking): Promise<ErrorReply | null> => {
  const { deps, call, input } = asking;
  const { id } = call.organization;
  const isStray = (ids: BatchInput["providers"], known: readonly { readonly id: string }[]) =>
    Array.isArray(ids) && ids.some((one) => known.every((row) => row.id !== one));
  if (isStray(input.providers, await listProviders(deps.db, id))) {
    return no(asking, "unknown_provider", "providers");
  }
  return isStray(input.locations, await listLocations(deps.db, id))
    ? no(asking, "unknown_location", "locations")
    : null;
};

const toDayRecord = (
  { date, count, starts, slots, reasons }: BatchDay,
  zone: string,
): Shown["rows"][number]["days"][number] => ({
  ...{ date, count },
  ...(starts && { starts: starts.map((start) => start.toISOString()) }),
  ...(slots && { slots: slots.map((slot) => toSlotRecord(slot, zone)) }),
  reasons: [...reasons],
});
