import type { Generated } from "kysely";

import type { ReminderKind } from "#src/domain/reminders/reminder.ts";
import type { Timestamp } from "../columns.ts";

/** Something that falls due for a booking by itself. */
export interface RemindersTable {
  attempt: Generated<number>;
  booking_id: string;
  due_at: Timestamp;
  id: string;
  kind: ReminderKind;
  /** What said it. */
  message_id: string | null;
  /** What it is reckoned from: the start of the appointment, the visit, the silence. */
  occasion: Timestamp;
  organization_id: string;
  planned_at: Timestamp;
  /** Which preparation of that version it says, counted from 0; null: of none. */
  preparation: number | null;
  settled_at: Timestamp | null;
  sop_id: string | null;
  sop_version: number | null;
  /** `sent` was said to the lead, `done` needed no words, `skipped` was due and not done. */
  status: Generated<"planned" | "sent" | "done" | "skipped" | "cancelled">;
  /** From then on it comes too late; null: it never does. */
  useful_until: Timestamp | null;
  /** Why it was skipped or taken back. */
  why: string | null;
}
