import type { z } from "zod";

import type { Caller } from "#src/booking/caller.ts";
import { refuse } from "#src/booking/refuse.ts";
import { findLead } from "#src/db/queries/leads.ts";
import type { RefusalCode } from "#src/domain/refusal.ts";
import { type Answer, type ErrorReply, failed, invalid, ok } from "./answer.ts";
import type { ApiCall } from "./auth.ts";
import type { AvailabilityAnswer, AvailabilityInput } from "./contract/availability.ts";
import { findPlace } from "./find-place.ts";
import { rangeAsked } from "./range-asked.ts";
import { toReasonRecord } from "./records/reason-record.ts";
import { toSlotRecord } from "./records/slot-record.ts";
import { refused } from "./refused.ts";
import type { ServerDeps } from "./server-deps.ts";
import { zoneOf } from "./timezone.ts";

const MOST_DAYS = 31;

interface Asking {
  readonly deps: ServerDeps;
  readonly call: ApiCall;
  readonly caller: Caller;
  readonly input: AvailabilityInput;
}

/** Free slots of a day or a range on the clock of 004's timezone, or why there are none. */
export const askAvailability = async (
  asking: Asking,
): Promise<Answer<z.output<typeof AvailabilityAnswer>> | ErrorReply> => {
  const { deps, call, caller, input } = asking;
  const { organization } = call;
  const found = await findPlace(deps, call, input);
  if (!found.ok) return found.answer;
  const { leadId, serviceId, providerId, locationId } = input;
  const lead = leadId === undefined ? undefined : await findLead(deps.db, organization.id, leadId);
  if (leadId !== undefined && !lead) return failed("UNKNOWN_LEAD", call.language, "leadId");
  const zone = zoneOf({ asked: input.timezone, lead, ...found.place, organization });
  if (zone === null) return no(asking, "invalid_timezone", "timezone");
  const range = rangeAsked(zone, input, MOST_DAYS);
  if (range === "length") return invalid("to", "rangeLength", call.language);
  if ("missing" in range) return no(asking, "impossible_date", range.missing);

  const query = { serviceId, providerId, locationId, ...range, ...demandOf(input) };
  const answer = await deps.bookings.availableSlots(caller, query);
  if (!answer.ok) return refused(answer, { zone, field: fieldOf(answer.code, input) });
  return ok({
    success: true,
    available: answer.slots.length > 0,
    timezone: zone,
    slots: answer.slots.map((slot) => toSlotRecord(slot, zone)),
    reasons: answer.reasons.map((reason) => toReasonRecord(reason, zone)),
    nearest: answer.nearest.map((slot) => toSlotRecord(slot, zone)),
  });
};

/** What is asked of the slots, beside the time. */
export const demandOf = ({
  participants,
  durationMinutes,
  gender,
  languages,
}: Pick<AvailabilityInput, "participants" | "durationMinutes" | "gender" | "languages">) => ({
  participants,
  durationMinutes,
  traits: { gender, languages },
});

const no = ({ deps, call }: Asking, code: RefusalCode, field: string): ErrorReply =>
  refused(refuse(deps, call, code, `${field} is refused`), { field });

const fieldOf = (code: RefusalCode, { date }: AvailabilityInput): string | undefined => {
  if (code === "unknown_service") return "serviceId";
  if (code === "participants_fit") return "participants";
  if (code === "length_fits") return "durationMinutes";
  if (code === "past_date") return date === undefined ? "to" : "date";
  return undefined;
};
