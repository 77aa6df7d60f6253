import type { Generated, JSONColumnType } from "kysely";

import type { RiskCode, SuggestionKind, SuggestionStatus } from "#src/domain/approval.ts";
import type { Json, Timestamp } from "../columns.ts";

/** A tool call that waits: which tool, with what, and the bookings it would change. */
export interface SuggestedAct {
  tool: string;
  arguments: unknown;
  bookingIds: string[];
}

export interface SuggestionsTable {
  act: JSONColumnType<SuggestedAct, string | undefined, string> | null;
  choices: JSONColumnType<{ id: string; label: string }[], string | undefined, string>;
  conversation_id: string;
  created_at: Timestamp;
  decided_at: Timestamp | null;
  /** Id of the API key or member. */
  decided_by: string | null;
  /** Why other words were sent. */
  edit_reason: string | null;
  final_text: string | null;
  /** What it stands on; parsed where it is shown. */
  grounds: Json<undefined>;
  id: string;
  /** The deed it came from, or talk; null: made before this was kept. */
  intent: string | null;
  kind: SuggestionKind;
  organization_id: string;
  reasons: RiskCode[];
  reject_reason: string | null;
  /** The last message that was there when the facts were read. */
  seen_seq: number;
  status: SuggestionStatus;
  text: string | null;
  turn_id: string;
  version: Generated<number>;
}
