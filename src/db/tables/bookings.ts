import type { Generated, GeneratedAlways, JSONColumnType } from "kysely";

import type { PreferredTime } from "#src/domain/availability/rank-slots.ts";
import type { Actor, BookingState } from "#src/domain/booking-states.ts";
import type { ChangeReason } from "#src/domain/change-reason.ts";
import type { AppliedRule, SlotPrice } from "#src/domain/pricing/slot-price.ts";
import type { StrategyName } from "#src/domain/proposals/strategy.ts";
import type { Timestamp } from "../columns.ts";
import type { AnsweredColumn } from "./sops.ts";

/** One entry of 000 §4.1 `state_history`; `at` is an ISO instant. */
export interface StateHistoryEntry {
  state: BookingState;
  at: string;
  by: Actor;
}

/** An appointment a booking had before it was moved; instants are ISO. */
export interface StoredAppointment {
  start: string;
  end: string;
  zone: string;
  providerId: string;
  providerName: string;
  locationId: string;
  locationName: string;
  parts?: StoredPart[];
}

/** One part of a package at its time; instants are ISO. */
export interface StoredPart {
  serviceId: string;
  serviceName: string;
  providerId: string;
  providerName: string;
  start: string;
  end: string;
}

export interface BookingsTable {
  answered: AnsweredColumn;
  calendar_event_id: string | null;
  cancellation_reason: string | null;
  cancellation_reason_code: ChangeReason | null;
  cancelled_at: Timestamp | null;
  cancelled_by: string | null;
  /** The lead said yes to a reminder of this appointment. */
  confirmed_by_reminder: Generated<boolean>;
  conversation_id: string | null;
  created_at: Timestamp;
  custom_fields: JSONColumnType<Record<string, string>, string | undefined, string>;
  duration_minutes: number | null;
  ends_at: Timestamp | null;
  external_booking_id: string | null;
  id: string;
  last_communication_at: Timestamp;
  lead_id: string;
  list_price_minor: number | null;
  location_id: string | null;
  missed: Generated<boolean>;
  notes: Generated<string>;
  organization_id: string;
  participants: Generated<number>;
  parts: JSONColumnType<StoredPart[], string | undefined, string>;
  payment_amount_minor: number | null;
  payment_currency: string | null;
  payment_method: string | null;
  payment_required: Generated<boolean>;
  payment_status: "pending" | "received" | "settled" | "refunded" | null;
  payment_transaction_id: string | null;
  previous_appointments: JSONColumnType<StoredAppointment[], string | undefined, string>;
  previous_booking_ids: Generated<string[]>;
  /** A floor or a ceiling ended what the rules do to the price. */
  price_bounded: Generated<boolean>;
  price_currency: string | null;
  /** What the appointment was confirmed for; of the last one where there is none any more. */
  price_minor: number | null;
  price_rules: JSONColumnType<AppliedRule[], string | undefined, string>;
  provider_id: string | null;
  reminder_sent_times: JSONColumnType<
    { time: string; type: string; status: string }[],
    string | undefined,
    string
  >;
  reschedule_count: Generated<number>;
  reschedule_reason: string | null;
  reschedule_reason_code: ChangeReason | null;
  series_id: string | null;
  series_position: number | null;
  service_id: string | null;
  show_up_notes: Generated<string>;
  show_up_status: boolean | null;
  show_up_verified_at: Timestamp | null;
  show_up_verified_by: string | null;
  starts_at: Timestamp | null;
  state: BookingState;
  state_before_error: BookingState | null;
  state_history: JSONColumnType<StateHistoryEntry[], string, string>;
  tags: Generated<string[]>;
  updated_at: Timestamp;
  version: Generated<number>;
}

export interface BookingParticipantsTable {
  booking_id: string;
  email: string | null;
  name: string;
  organization_id: string;
  phone: string | null;
  position: number;
}

export interface BookingSeriesTable {
  created_at: Timestamp;
  id: string;
  lead_id: string;
  organization_id: string;
  /** RFC 5545 RRULE without its start. */
  rule: string;
  service_id: string;
  /** Local date and time "YYYY-MM-DDTHH:MM" of the first occurrence in `timezone`. */
  starts_local: string;
  timezone: string;
}

export interface BookingEventsTable {
  booking_id: string;
  data_snapshot: JSONColumnType<Record<string, unknown>, string, string>;
  event_id: string;
  event_type: string;
  from_state: BookingState;
  message_content: string | null;
  organization_id: string;
  position: GeneratedAlways<number>;
  reason: string | null;
  reason_code: ChangeReason | null;
  timestamp: Timestamp;
  to_state: BookingState;
  triggered_by: string;
  triggered_by_id: string;
  validation_checks: JSONColumnType<
    { rule: string; passed: boolean; why: string }[],
    string,
    string
  >;
  validation_passed: boolean;
  /** Its transaction's number: a reader of the feed knows by it what may still come before. */
  written_by: Generated<string>;
}

export interface ConsentsTable {
  action: string;
  booking_id: string;
  message_id: string;
  organization_id: string;
  shown_hash: string;
  used_at: Timestamp;
}

export interface WaitlistEntriesTable {
  booking_id: string | null;
  conversation_id: string | null;
  created_at: Timestamp;
  dates: JSONColumnType<{ from: string; to: string }[], string | undefined, string>;
  expires_at: Timestamp;
  id: string;
  lead_id: string;
  location_id: string | null;
  offered_until: Timestamp | null;
  offers: Generated<number>;
  organization_id: string;
  participants: Generated<number>;
  provider_id: string | null;
  service_id: string;
  status: Generated<"waiting" | "offered" | "booked" | "expired" | "left">;
  times: JSONColumnType<PreferredTime[], string | undefined, string>;
  wish: string;
  wished_from: Timestamp | null;
  wished_to: Timestamp | null;
}

export interface AllocationsTable {
  booking_id: string | null;
  capacity: Generated<number>;
  created_at: Timestamp;
  during: string;
  ends_at: Timestamp;
  expires_at: Timestamp | null;
  holder_id: GeneratedAlways<string>;
  id: string;
  kind: "hold" | "booking" | "block";
  lead_id: string | null;
  location_id: string | null;
  offered_at: Timestamp | null;
  organization_id: string;
  /** Place in the sequence of a package; 0 otherwise. */
  part: Generated<number>;
  /** What the slot was offered for. */
  price: JSONColumnType<SlotPrice | null, string | null | undefined, never>;
  provider_id: string | null;
  released_at: Timestamp | null;
  resource_id: string | null;
  service_id: string | null;
  shown_hash: string | null;
  slot_id: string | null;
  starts_at: Timestamp;
  /** Who chose the slot among the free ones; null where it was named. */
  strategy: StrategyName | null;
  units: Generated<number>;
  with_provider_id: string | null;
}

export interface CalendarVersionsTable {
  holder_id: string;
  organization_id: string;
  version: number;
}

export interface BookingStatesTable {
  state: string;
}

export interface BookingTransitionsTable {
  from_state: string;
  to_state: string;
}
