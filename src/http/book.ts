import type { Caller } from "#src/booking/caller.ts";
import { refuse } from "#src/booking/refuse.ts";
import { readSlotId } from "#src/booking/slot-id.ts";
import { findService, type Service } from "#src/db/queries/catalog.ts";
import { findLead } from "#src/db/queries/leads.ts";
import type { RefusalCode } from "#src/domain/refusal.ts";
import { type Answer, type ErrorReply, failed, invalid } from "./answer.ts";
import { partOf } from "./api-caller.ts";
import type { ApiCall } from "./auth.ts";
import { checkLead } from "./check-lead.ts";
import type { BookingInput } from "./contract/booking-requests.ts";
import type { LeadInput } from "./contract/lead.ts";
import { findOrAddLead } from "./find-or-add-lead.ts";
import { findPlace, type Place } from "./find-place.ts";
import { refusedTime, type WantedTime } from "./free-times.ts";
import { instantOfLocal } from "./local-time.ts";
import { refused } from "./refused.ts";
import type { ServerDeps } from "./server-deps.ts";
import { type ActionShown, showReceipt } from "./show-booking.ts";
import { zoneOf } from "./timezone.ts";

type Step<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly answer: ErrorReply };

interface Asking {
  readonly deps: ServerDeps;
  readonly call: ApiCall;
  readonly caller: Caller;
  readonly input: BookingInput;
}

/** Books a time for a lead: everything is looked at before the lead or the booking is written. */
export const book = async (asking: Asking): Promise<Answer<ActionShown> | ErrorReply> => {
  const { deps, call, caller, input } = asking;
  const found = await findPlace(deps, call, input);
  if (!found.ok) return found.answer;
  const lead = await readLead(asking);
  if (!lead.ok) return lead.answer;
  const wanted = await readTime(asking, lead.value, found.place);
  if (!wanted.ok) return wanted.answer;
  const leadId = await keepLead(asking, lead.value);
  if (!leadId.ok) return leadId.answer;
  const participants = input.participants ?? input.participantDetails?.length;
  const { zone, ...wish } = { ...wanted.value, participants };
  const receipt = await deps.bookings.bookTime(caller, {
    ...wish,
    leadId: leadId.value,
    conversationId: null,
    notes: input.notes,
    shownMinor: input.shownPriceMinor,
    participantDetails: input.participantDetails,
    details: input.answers && { answers: input.answers },
    statedBy: input.hold ? null : (input.statedBy ?? call.caller.name),
  });
  if (receipt.ok) return showReceipt(deps, call, receipt, { status: 201, zone });
  return refusedTime(deps, caller, receipt, { ...wish, zone }, fieldOf(receipt.code, input));
};

const no = (
  { deps, call }: Asking,
  code: RefusalCode,
  field: string,
): { readonly ok: false; readonly answer: ErrorReply } => ({
  ok: false,
  answer: refused(refuse(deps, call, code, `${field} is refused`), { field }),
});

const fieldOf = (code: RefusalCode, { slotId, start }: BookingInput): string | undefined => {
  if (code === "unknown_service") return "serviceId";
  if (code === "participants_fit") return "participants";
  if (code === "length_fits") return "durationMinutes";
  if (code === "price_risen") return "shownPriceMinor";
  if (code !== "past_date") return undefined;
  if (start !== undefined) return "start";
  return slotId === undefined ? "date" : "slotId";
};

type KnownLead =
  | { readonly id: string; readonly timezone: string | null }
  | { readonly id: null; readonly timezone: string | null; readonly told: LeadInput };

const readLead = async ({ deps, call, input }: Asking): Promise<Step<KnownLead>> => {
  if (input.lead) {
    const checked = checkLead(deps, call, input.lead, "lead.");
    if (!checked.ok) return checked;
    const { lead } = checked;
    return { ok: true, value: { id: null, timezone: lead.timezone ?? null, told: lead } };
  }
  const { leadId = "" } = input;
  const lead = await findLead(deps.db, call.organization.id, leadId);
  return lead
    ? { ok: true, value: { id: lead.id, timezone: lead.timezone } }
    : { ok: false, answer: failed("UNKNOWN_LEAD", call.language, "leadId") };
};

const keepLead = async ({ deps, caller }: Asking, lead: KnownLead): Promise<Step<string>> => {
  if (lead.id !== null) return { ok: true, value: lead.id };
  const kept = await findOrAddLead(deps, partOf(caller, "lead", lead.told), lead.told);
  return kept.ok ? { ok: true, value: kept.leadId } : { ok: false, answer: refused(kept) };
};

const readTime = async (
  asking: Asking,
  lead: KnownLead,
  place: Place,
): Promise<Step<WantedTime>> => {
  const { deps, call, input } = asking;
  const { organization } = call;
  const { serviceId, date = "", time = "", providerId, locationId } = input;
  const service = await findService(deps.db, organization.id, serviceId);
  if (!service) return no(asking, "unknown_service", "serviceId");
  const isFixed = service.min_duration_minutes === null;
  if (isFixed && (input.duration ?? service.duration_minutes) !== service.duration_minutes) {
    return { ok: false, answer: invalid("duration", "serviceDecides", call.language) };
  }
  const durationMinutes = input.durationMinutes ?? (isFixed ? undefined : input.duration);
  const zone = zoneOf({ asked: input.timezone, lead, ...place, organization });
  if (zone === null) return no(asking, "invalid_timezone", "timezone");
  if (input.slotId !== undefined) {
    return readSlot(asking, { slotId: input.slotId, zone, service, durationMinutes });
  }
  const start =
    input.start === undefined ? instantOfLocal(zone, date, time) : new Date(input.start);
  if ("missing" in start) return no(asking, "impossible_date", start.missing);
  return { ok: true, value: { serviceId, start, zone, providerId, locationId, durationMinutes } };
};

interface ShownSlot {
  readonly slotId: string;
  readonly zone: string;
  readonly service: Service;
  readonly durationMinutes: number | undefined;
}

/** A slot of a length the lead chose says so itself. */
const readSlot = (asking: Asking, shown: ShownSlot): Step<WantedTime> => {
  const { deps, call } = asking;
  const { slotId, zone, service } = shown;
  const key = readSlotId(deps.slotSecret, call.organization.id, slotId);
  if (key?.serviceId !== service.id) return no(asking, "unknown_slot", "slotId");
  const { serviceId, providerId, locationId, start, minutes } = key;
  const isChosen = service.min_duration_minutes !== null && minutes !== service.duration_minutes;
  const durationMinutes = shown.durationMinutes ?? (isChosen ? minutes : undefined);
  return { ok: true, value: { serviceId, providerId, locationId, start, zone, durationMinutes } };
};
