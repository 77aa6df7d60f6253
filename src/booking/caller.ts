import type { Actor } from "#src/domain/booking-states.ts";
import type { Language } from "#src/domain/facts.ts";

/**
 * Who acts, taken from the conversation, the API key, the session or the job, never from a model's arguments.
 * With `leadId`, only that lead's bookings exist for the caller; with `providerId`, only that
 * provider's.
 */
export interface Caller {
  readonly organizationId: string;
  readonly actor: Actor;
  /** Id of the lead, member, job or payment event, for the audit. */
  readonly actorId: string;
  readonly leadId: string | null;
  readonly providerId: string | null;
  readonly conversationId: string | null;
  /** The message that made the lead ask for this. */
  readonly messageId: string | null;
  readonly language: Language;
  /** Makes the call happen once: a repeat gets the stored answer instead of a second effect. */
  readonly operation: { readonly key: string; readonly request: unknown } | null;
}
