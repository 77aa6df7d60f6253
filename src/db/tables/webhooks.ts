import type { Generated } from "kysely";

import type { Timestamp } from "../columns.ts";

export interface WebhookEndpointsTable {
  /** Else nothing is queued for it. */
  active: Generated<boolean>;
  created_at: Timestamp;
  id: string;
  organization_id: string;
  /** Encrypted. */
  secret: Buffer;
  url: string;
}

/** A piece of news and one of those who are told. */
export interface WebhookDeliveriesTable {
  attempts: Generated<number>;
  created_at: Timestamp;
  endpoint_id: string;
  /** Why it was not taken the last time. */
  error_code: string | null;
  event_id: string;
  id: Generated<string>;
  next_at: Timestamp;
  organization_id: string;
  /** Of the event: news leave in this order. */
  position: number;
  response_status: number | null;
  /** `dead`: it was tried too often, and a person may send it again. */
  status: Generated<"queued" | "sent" | "dead">;
}
