import { z } from "zod";

import { suggestionStatuses } from "#src/domain/approval.ts";
import { bookingStates } from "#src/domain/booking-states.ts";
import { Id } from "./formats.ts";

/** Who looks at a conversation, or writes in it; it is forgotten after ten seconds of silence. */
export const PresenceRecord = z.object({
  conversation_id: Id,
  member_id: z.string(),
  name: z.string(),
  doing: z.enum(["viewing", "typing", "gone"]),
});

export const ShowPresence = z.strictObject({ doing: PresenceRecord.shape.doing });

/**
 * The events of `GET /api/v1/stream`, by name; each carries ids, and what they name is read where it
 * stands. `ready` comes first; `reset` in its place tells that too much was missed: read everything.
 */
export const streamEvents = {
  "conversation.changed": z.object({ conversation_id: Id }),
  "message.added": z.object({ conversation_id: Id, seq: z.number(), author: z.string() }),
  "suggestion.added": z.object({ suggestion_id: Id, conversation_id: Id }),
  "suggestion.changed": z.object({
    suggestion_id: Id,
    conversation_id: Id,
    status: z.enum(suggestionStatuses),
  }),
  "booking.changed": z.object({ booking_id: Id, lead_id: Id, state: z.enum(bookingStates) }),
  presence: PresenceRecord,
  ready: z.object({}),
  reset: z.object({}),
} as const;

export const ReadStream = z.strictObject({
  last_event_id: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe("As the Last-Event-ID header, for a first connection"),
});
