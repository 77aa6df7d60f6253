import type { z } from "zod";

import type { NamedSuggestion } from "#src/db/queries/suggestions.ts";
import type { SuggestionRecord } from "../contract/suggestion.ts";

export const toSuggestionRecord = (row: NamedSuggestion): z.output<typeof SuggestionRecord> => ({
  suggestion_id: row.id,
  conversation_id: row.conversation_id,
  lead_id: row.lead_id,
  lead_name: row.lead_name,
  turn_id: row.turn_id,
  status: row.status,
  kind: row.kind,
  version: row.version,
  text: row.text,
  choices: row.choices,
  act: row.act && {
    tool: row.act.tool,
    arguments: row.act.arguments,
    booking_ids: row.act.bookingIds,
  },
  reasons: row.reasons,
  seen_seq: row.seen_seq,
  created_at: row.created_at.toISOString(),
  decided_at: row.decided_at?.toISOString() ?? null,
  decided_by: row.decided_by,
  decided_by_name: row.decided_by_name,
  final_text: row.final_text,
  edit_reason: row.edit_reason,
  reject_reason: row.reject_reason,
});
