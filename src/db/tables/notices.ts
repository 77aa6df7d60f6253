import type { Generated } from "kysely";

import type { NoticeKind } from "#src/domain/notices-of-move.ts";
import type { Timestamp } from "../columns.ts";

/** Somebody who is told of a booking's move, at one address. */
export interface BookingNoticesTable {
  /** Our own address it leaves from; null: there is none, or it is said in a chat. */
  account: string | null;
  /** Null: the lead's own conversation. */
  address: string | null;
  attempts: Generated<number>;
  audience: "lead" | "provider";
  booking_id: string;
  channel: "chat" | "email" | "sms";
  created_at: Timestamp;
  /** Why it did not leave the last time. */
  error_code: string | null;
  event_id: string;
  id: string;
  kind: NoticeKind;
  /** What was said in the chat. */
  message_id: string | null;
  next_at: Timestamp;
  organization_id: string;
  provider_id: string | null;
  /** Start of the appointment it tells of, where the booking may have another by now. */
  starts_at: Timestamp | null;
  /** `superseded`: the booking was something else again before it left. */
  status: Generated<"queued" | "sent" | "superseded" | "failed" | "dead">;
}
