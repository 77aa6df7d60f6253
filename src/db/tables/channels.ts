import type { Generated, GeneratedAlways, JSONColumnType } from "kysely";

import type { DeliveryStatus } from "#src/domain/delivery-status.ts";
import type { Timestamp } from "../columns.ts";

/** `revoked`: the provider refuses its credentials. `disconnected`: its organization let go of it. */
export type AccountStatus = "active" | "revoked" | "disconnected";

export interface ChannelAccountsTable {
  account: string;
  channel: string;
  created_at: Timestamp;
  /** What is said there has to be sent; else it is listened to live. */
  delivers: Generated<boolean>;
  /** Failures in a row that were the provider's, not one chat's. */
  failures: Generated<number>;
  /** What its provider calls it; null when that was not asked. */
  name: string | null;
  /** When the next message of the account may leave; null: at once. */
  next_send_at: Timestamp | null;
  organization_id: string;
  /** The circuit is open until then; null: closed. */
  paused_until: Timestamp | null;
  /** Encrypted. */
  secrets: Buffer;
  settings: JSONColumnType<Record<string, string>, string | undefined, string>;
  status: Generated<AccountStatus>;
}

export interface DeliveriesTable {
  account: string;
  address: string;
  attempts: Generated<number>;
  channel: string;
  conversation_id: string;
  created_at: Timestamp;
  error_code: string | null;
  /** Quiet hours keep it back until then; answers overtake it. */
  held_until: Timestamp | null;
  id: Generated<string>;
  message_id: string;
  /** Not tried before. */
  next_at: Timestamp;
  organization_id: string;
  /** One for each part that has left. */
  provider_ids: Generated<string[]>;
  /** When it was given to be sent, or given again by a person. */
  queued_at: Timestamp;
  /** Of the message. */
  seq: number;
  status: Generated<DeliveryStatus>;
  updated_at: Timestamp;
}

/** What a provider told of a message we do not know yet. */
export interface ParkedEventsTable {
  account: string;
  arrived_at: Timestamp;
  channel: string;
  event: JSONColumnType<Record<string, unknown>, string, string>;
  id: GeneratedAlways<number>;
  organization_id: string;
  provider_message_id: string;
}
