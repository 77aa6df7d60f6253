import type { Generated, GeneratedAlways, JSONColumnType } from "kysely";

import type { Language } from "#src/domain/facts.ts";
import type { Timestamp } from "../columns.ts";

/** How far a person has read. */
export interface ConversationReadsTable {
  conversation_id: string;
  /** Id of the API key or member. */
  member_id: string;
  organization_id: string;
  read_seq: number;
}

export interface LabelsTable {
  /** A name of the console's palette. */
  color: string;
  created_at: Timestamp;
  id: string;
  name: string;
  organization_id: string;
}

export interface ConversationLabelsTable {
  conversation_id: string;
  label_id: string;
  organization_id: string;
}

/** What people tell each other about a conversation; the lead never sees it. */
export interface ConversationNotesTable {
  conversation_id: string;
  created_at: Timestamp;
  id: string;
  organization_id: string;
  text: string;
  written_by: string;
  /** As they were called then. */
  written_by_name: string;
}

/** An answer people give often, by the word that calls it up. */
export interface CannedRepliesTable {
  created_at: Timestamp;
  id: string;
  language: Language;
  organization_id: string;
  shortcut: string;
  text: string;
}

/** Where the news of an organization stands; its row is locked while news is numbered. */
export interface ConsoleFeedsTable {
  /** The last number whose news is not kept any more. */
  forgotten_seq: Generated<number>;
  last_seq: Generated<number>;
  organization_id: string;
}

export interface ConsoleEventsTable {
  created_at: Generated<Date>;
  data: JSONColumnType<Record<string, unknown>, string, string>;
  id: GeneratedAlways<number>;
  kind: string;
  organization_id: string;
  /** Null until it has been numbered. */
  seq: number | null;
}
