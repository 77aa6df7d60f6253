import type { Generated, JSONColumnType } from "kysely";

import type { PaymentStatus, RefundStatus } from "#src/domain/payment.ts";
import type { Timestamp } from "../columns.ts";

export interface PaymentAccountsTable {
  created_at: Timestamp;
  organization_id: string;
  provider: string;
  /** When it was last compared with ours; null: never. */
  reconciled_at: Timestamp | null;
  /** Encrypted. */
  secrets: Buffer;
  settings: JSONColumnType<Record<string, string>, string | undefined, string>;
  updated_at: Timestamp;
}

export interface PaymentsTable {
  amount_minor: number;
  /** Failed attempts to pay through the link. */
  attempts: Generated<number>;
  booking_id: string;
  /** The booking's when the money was asked for; a booking that moved on has another. */
  booking_version: number;
  closed_because: "lapsed" | "left" | "paid_otherwise" | "no_link" | null;
  created_at: Timestamp;
  currency: string;
  /** When the appointment is given up unless it is paid. */
  expires_at: Timestamp | null;
  flag: "amount_differs" | "superseded" | "late" | "paid_twice" | null;
  id: string;
  /** What the provider ends the link by. */
  link_id: string | null;
  method: string;
  organization_id: string;
  paid_at: Timestamp | null;
  /** Null: recorded by people. */
  provider: string | null;
  provider_payment_id: string | null;
  received_currency: string | null;
  received_minor: number | null;
  /** What proves a payment that people recorded. */
  reference: string | null;
  /** What the provider's events name the link by. */
  session_id: string | null;
  /** Of the appointment it is for. */
  starts_at: Timestamp | null;
  status: PaymentStatus;
  updated_at: Timestamp;
  url: string | null;
}

export interface RefundsTable {
  amount_minor: number;
  created_at: Timestamp;
  currency: string;
  error_code: string | null;
  id: string;
  organization_id: string;
  payment_id: string;
  provider_refund_id: string | null;
  reason: string;
  requested_by: string;
  status: RefundStatus;
  updated_at: Timestamp;
}

/** The inbox of webhooks. */
export interface PaymentEventsTable {
  event: JSONColumnType<Record<string, unknown>, string, string>;
  event_id: string;
  organization_id: string;
  outcome: string | null;
  processed_at: Timestamp | null;
  provider: string;
  received_at: Timestamp;
}

export interface PaymentDifferencesTable {
  details: JSONColumnType<Record<string, unknown>, string, string>;
  found_at: Timestamp;
  kind: string;
  organization_id: string;
  provider: string;
  seen_at: Timestamp;
  /** The provider's id of it, or ours. */
  subject: string;
}
