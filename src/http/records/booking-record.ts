import type { z } from "zod";

import { toBooking } from "#src/booking/to-booking.ts";
import type { NamedBookingRow } from "#src/db/queries/bookings.ts";
import { policyAt } from "#src/domain/policy.ts";
import type { ApiCall } from "../auth.ts";
import type { BookingRecord } from "../contract/booking.ts";
import { ownPartsOf } from "../own-parts.ts";
import type { ServerDeps } from "../server-deps.ts";
import { toBlockingRecord } from "./blocking-record.ts";
import { conditionsOf } from "./booking-conditions.ts";
import { intakeOf } from "./intake-record.ts";
import { knownFacts } from "./known-facts.ts";
import { loadSurroundings, type Surroundings } from "./load-surroundings.ts";
import { toPriceRecord } from "./price-record.ts";
import { toPartRecord } from "./slot-record.ts";
import { wallClock } from "./wall-clock.ts";

type Shown = z.output<typeof BookingRecord>;
type Deps = Pick<ServerDeps, "db" | "phrases" | "now">;

/** Stored bookings as the API shows them, in their order. */
export const toBookingRecords = async (
  deps: Deps,
  call: ApiCall,
  rows: readonly NamedBookingRow[],
): Promise<Shown[]> => {
  const surroundingsOf = await loadSurroundings(deps.db, call.organization.id, rows);
  return rows.map((row) => toBookingRecord(deps, call, row, surroundingsOf(row)));
};

const toBookingRecord = (
  { phrases, now }: Deps,
  call: ApiCall,
  row: NamedBookingRow,
  surroundings: Surroundings,
): Shown => {
  const { organization, language } = call;
  const policy = policyAt(organization.policy, surroundings.service?.rules);
  const moment = now();
  const facts = knownFacts(row, surroundings, { policy, language, now: moment });
  const known = { facts, phrase: phrases.refusal(language), now: moment };
  const { blocking_issues, ...conditions } = conditionsOf(row, known);
  return {
    booking_id: row.id,
    lead_id: row.lead_id,
    organization_id: row.organization_id,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    ...appointmentOf(row),
    service_id: row.service_id,
    service_name: row.service_name,
    ...providerOf(call, row),
    location_id: row.location_id,
    ...ownPartsOf(call, partyOf(row, surroundings)),
    state: row.state,
    state_history: row.state_history,
    ...conditions,
    blocking_issues: blocking_issues.map((issue) => toBlockingRecord(issue)),
    ...toPriceRecord(toBooking(row).price),
    ...paymentOf(row),
    ...historyOf(row),
    last_communication_at: row.last_communication_at.toISOString(),
    reminder_sent_times: row.reminder_sent_times,
    notes: row.notes,
    tags: row.tags,
    intake: intakeOf(
      row,
      { versions: surroundings.versions, inForce: surroundings.sops },
      language,
    ),
    custom_fields: row.custom_fields,
    calendar_event_id: row.calendar_event_id,
    external_booking_id: row.external_booking_id,
  };
};

/** Who gives a part only is not told who gives the first. */
const providerOf = (
  { caller }: ApiCall,
  { provider_id, provider_name }: NamedBookingRow,
): Pick<Shown, "provider_id" | "provider_name"> =>
  caller.providerId === null || caller.providerId === provider_id
    ? { provider_id, provider_name }
    : { provider_id: null, provider_name: null };

const appointmentOf = ({ starts_at, ends_at, location_timezone }: NamedBookingRow) => {
  if (starts_at === null || ends_at === null) {
    return { appointment_date: null, appointment_time: null, appointment_end_time: null };
  }
  const zone = location_timezone ?? "UTC";
  const { date, time } = wallClock(zone, starts_at);
  return {
    appointment_date: date,
    appointment_time: time,
    appointment_end_time: wallClock(zone, ends_at).time,
  };
};

const partyOf = (row: NamedBookingRow, { participants }: Surroundings) => ({
  participants: row.participants,
  participant_details: participants.map(({ name, phone, email }) => ({ name, phone, email })),
  duration_minutes: row.duration_minutes,
  parts: (toBooking(row).appointment?.parts ?? []).map(toPartRecord),
  series_id: row.series_id,
  series_position: row.series_position,
});

const paymentOf = (row: NamedBookingRow) => ({
  payment_required: row.payment_required,
  payment_amount:
    row.payment_amount_minor !== null && row.payment_currency !== null
      ? { minor: row.payment_amount_minor, currency: row.payment_currency }
      : null,
  payment_method: row.payment_method,
  payment_status: row.payment_status,
  payment_transaction_id: row.payment_transaction_id,
});

const historyOf = (row: NamedBookingRow) => ({
  confirmed_by_reminder: row.confirmed_by_reminder,
  show_up_status: row.show_up_status,
  show_up_verified_at: row.show_up_verified_at?.toISOString() ?? null,
  show_up_verified_by: row.show_up_verified_by,
  show_up_notes: row.show_up_notes,
  reschedule_count: row.reschedule_count,
  reschedule_reason: row.reschedule_reason,
  reschedule_reason_code: row.reschedule_reason_code,
  previous_booking_ids: row.previous_booking_ids,
  cancelled_at: row.cancelled_at?.toISOString() ?? null,
  cancelled_by: row.cancelled_by,
  cancellation_reason: row.cancellation_reason,
  cancellation_reason_code: row.cancellation_reason_code,
});
