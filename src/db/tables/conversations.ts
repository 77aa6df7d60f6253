import type { Generated, GeneratedAlways, JSONColumnType } from "kysely";

import type { ApprovalMode } from "#src/domain/approval.ts";
import type { Language } from "#src/domain/facts.ts";
import type { Json, Timestamp } from "../columns.ts";
import type { AnsweredColumn } from "./sops.ts";

/** What a lead likes: minutes of the local day, weekdays 1 = Monday … 7 = Sunday. */
export interface LeadPreferences {
  times?: { weekdays?: number[]; fromMinute: number; toMinute: number }[];
  providerId?: string;
  locationId?: string;
  /** Whom they like to be served by, where nobody is named. */
  gender?: "female" | "male";
  /** ISO 639-1 codes they would like to be spoken to in. */
  languages?: string[];
}

export interface LeadsTable {
  answered: AnsweredColumn;
  blocked: Generated<boolean>;
  created_at: Timestamp;
  details: JSONColumnType<Record<string, string>, string | undefined, string>;
  email: string | null;
  id: string;
  language: Language | null;
  /** Since when they want to hear of offers; null: they never asked to. */
  marketing_since: Timestamp | null;
  name: string | null;
  opted_out_at: Timestamp | null;
  organization_id: string;
  phone: string | null;
  preferences: JSONColumnType<LeadPreferences, string | undefined, string>;
  /** Since when they do not want to be reminded. */
  reminders_off_at: Timestamp | null;
  timezone: string | null;
  unstable: Generated<boolean>;
}

export interface ContactPointsTable {
  account: string;
  address: string;
  channel: string;
  created_at: Timestamp;
  /** As the provider of the channel calls them; they need not answer to it. */
  display_name: string | null;
  id: string;
  lead_id: string;
  organization_id: string;
  proven_kind: ProofKind | null;
  /** What the channel vouches for as theirs: a number (E.164) or a mail address. */
  proven_value: string | null;
}

type ProofKind = "phone" | "email";

/** A number or a mail address is one lead's, by proof. */
export interface ProofsTable {
  kind: ProofKind;
  lead_id: string;
  organization_id: string;
  proven_at: Timestamp;
  value: string;
}

/** A code with which a lead proves on one channel to be who they are on another. */
export interface LinkCodesTable {
  asked_in: string | null;
  code_hash: Buffer;
  expires_at: Timestamp;
  lead_id: string;
  organization_id: string;
  used_at: Timestamp | null;
}

/** What leads have asked for about being written to, in order. */
export interface ContactWishesTable {
  at: Timestamp;
  conversation_id: string;
  id: GeneratedAlways<number>;
  lead_id: string;
  organization_id: string;
  purpose: "all" | "reminders" | "marketing";
  wanted: boolean;
}

export interface ConversationsTable {
  account: string;
  answered_seq: Generated<number>;
  /** Null: as the organization has it. */
  approval_mode: ApprovalMode | null;
  /** The person who looks after it; null: nobody in particular. */
  assignee_id: string | null;
  assignee_name: string | null;
  channel: string;
  contact_point_id: string;
  created_at: Timestamp;
  focus: Json<undefined>;
  id: string;
  language: Language;
  last_message_at: Generated<Date>;
  last_seq: Generated<number>;
  lead_id: string;
  lead_wrote_at: Timestamp | null;
  organization_id: string;
  owner: Generated<"ai" | "waiting" | "human">;
  owner_reason: string | null;
  /** Since when the lead waits for an answer, or for a person; null: they do not. */
  waiting_since: Timestamp | null;
}

export interface TurnsTable {
  conversation_id: string;
  finished_at: Timestamp | null;
  first_seq: number;
  id: string;
  last_seq: number;
  organization_id: string;
  started_at: Timestamp;
  /** `suggested`: its words or its deed wait for a person. */
  status: "running" | "suggested" | "answered" | "silent";
  trace: Json<null | undefined>;
}

/** What a turn was answered from. */
export interface TurnRecordingsTable {
  organization_id: string;
  recorded_at: Timestamp;
  recording: Json<never>;
  turn_id: string;
}

export interface MessagesTable {
  author: "lead" | "ai" | "sales" | "system";
  channel_data: Json<null | undefined>;
  choice_id: string | null;
  choices: JSONColumnType<{ id: string; label: string }[], string | undefined, string>;
  conversation_id: string;
  created_at: Timestamp;
  id: string;
  organization_id: string;
  /** Null: it answers, or tells of the lead's own booking. */
  purpose: "reminders" | "marketing" | null;
  /** What each side has shown on it: an emoji by who showed it. */
  reactions: JSONColumnType<Record<string, string>, string | undefined, string>;
  seq: number;
  text: string;
  /** What it tells of was written to this booking; null: it tells of none. */
  told_booking_id: string | null;
  turn_id: string | null;
}

export interface InboxTable {
  account: string;
  channel: string;
  delivery_id: string;
  message_id: string;
  organization_id: string;
  /** As edits, reactions and answers name the message; null: it has no name. */
  provider_message_id: string | null;
  received_at: Timestamp;
}

export interface OutboxTable {
  created_at: Timestamp;
  id: GeneratedAlways<number>;
  organization_id: string;
  payload: JSONColumnType<Record<string, unknown>, string, string>;
  topic: string;
}

export interface OperationsTable {
  created_at: Timestamp;
  key: string;
  organization_id: string;
  request: JSONColumnType<Record<string, unknown>, string, string>;
  result: Json<never>;
}
