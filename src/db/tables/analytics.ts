import type { Generated, GeneratedAlways } from "kysely";

import type { Timestamp } from "../columns.ts";

/** Up to which event of an organization is known which days it made stale. */
export interface AnalyticsPositionsTable {
  organization_id: string;
  position: number;
  /** On whose clock the days were counted. */
  timezone: string;
  written_by: string;
}

/** A day whose counts are not what the tables say, or will not be from `due_at` on. */
export interface AnalyticsStaleDaysTable {
  day: string;
  due_at: Timestamp;
  organization_id: string;
}

/** Bookings by the day they were begun on, and how far they have come since. */
export interface AnalyticsInquiriesTable {
  channel: string;
  completed: number;
  /** From the inquiry to the first confirmation, summed over `confirmed`. */
  confirm_seconds: number;
  confirmed: number;
  day: string;
  inquiries: number;
  location_id: string | null;
  organization_id: string;
  proposed: number;
  selected: number;
  service_id: string | null;
  slots_confirmed: number;
  slots_offered: number;
}

/** What happened on a day. `withdrawn`: cancelled before anything was confirmed. */
export interface AnalyticsMovesTable {
  /** From the confirmation to the appointment, summed; 0 for other kinds. */
  ahead_seconds: number;
  day: string;
  kind: "confirmed" | "completed" | "no_show" | "cancelled" | "withdrawn" | "rescheduled";
  location_id: string | null;
  moves: number;
  organization_id: string;
  /** A `ChangeReason`; `unrecorded` where there is none, empty for kinds without reasons. */
  reason: string;
  service_id: string | null;
}

/** Appointments by the local hour they begin in. */
export interface AnalyticsAppointmentsTable {
  appointments: number;
  day: string;
  hour: number;
  location_id: string | null;
  organization_id: string;
  service_id: string | null;
}

/** Booked time of people; places of one group session are one time. */
export interface AnalyticsProviderDaysTable {
  day: string;
  double_booked: number;
  location_id: string | null;
  minutes: number;
  organization_id: string;
  provider_id: string;
}

/** Conversations by the day they began on, and decisions by the day they were made on. */
export interface AnalyticsTalksTable {
  alone: Generated<number>;
  approved: Generated<number>;
  assisted: Generated<number>;
  channel: string;
  conversations: Generated<number>;
  day: string;
  durable: Generated<number>;
  edited: Generated<number>;
  handed_over: Generated<number>;
  organization_id: string;
  rejected: Generated<number>;
  reopened: Generated<number>;
}

/** A conversation in which something has happened since its day was counted. */
export interface ConversationChangesTable {
  conversation_id: string;
  id: GeneratedAlways<number>;
  organization_id: string;
}
