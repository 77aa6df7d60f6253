import type { z } from "zod";

import type { InboxEntry } from "#src/db/queries/inbox.ts";
import type { InboxRow, labelColors } from "../contract/inbox.ts";

const hourMs = 3_600_000;

/** A line of the queue; `windowHours` of its channel, null where it has none. */
export const toInboxRow = (
  row: InboxEntry,
  windowHours: number | null,
): z.output<typeof InboxRow> => ({
  conversation_id: row.id,
  lead_id: row.lead_id,
  lead_name: row.lead_name,
  lead_phone: row.lead_phone,
  channel: row.channel,
  language: row.language,
  owner: row.owner,
  owner_reason: row.owner_reason,
  approval_mode: row.mode,
  assignee:
    row.assignee_id === null
      ? null
      : { id: row.assignee_id, name: row.assignee_name ?? row.assignee_id },
  unread: row.unread,
  waiting_since: row.waiting_since?.toISOString() ?? null,
  window_until: windowUntil(row, windowHours),
  last_message:
    row.last_author === null ? null : { author: row.last_author, text: row.last_text ?? "" },
  last_message_at: row.last_message_at.toISOString(),
  last_seq: row.last_seq,
  booking:
    row.booking_id === null || row.booking_state === null
      ? null
      : {
          booking_id: row.booking_id,
          state: row.booking_state,
          service_name: row.service_name,
          starts_at: row.booking_starts_at?.toISOString() ?? null,
          timezone: row.zone,
        },
  suggestion:
    row.suggestion_id === null || row.suggestion_kind === null
      ? null
      : { suggestion_id: row.suggestion_id, kind: row.suggestion_kind },
  risks: risksOf(row),
  labels: row.labels.map((label) => ({ ...label, color: colorOf(label.color) })),
});

/** A channel that closes is closed to whom never wrote. */
const windowUntil = (row: InboxEntry, windowHours: number | null): string | null => {
  if (windowHours === null) return null;
  const since = row.lead_wrote_at?.getTime() ?? 0;
  return new Date(since + windowHours * hourMs).toISOString();
};

const risksOf = (row: InboxEntry): z.output<typeof InboxRow>["risks"] => {
  if (row.owner === "waiting") return ["hand_over"];
  if (row.suggestion_id === null) return [];
  return row.reasons?.length ? row.reasons : ["review"];
};

/** Written by us from the same palette. */
export const colorOf = (color: string): (typeof labelColors)[number] =>
  color as (typeof labelColors)[number];
