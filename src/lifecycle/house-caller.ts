import type { Caller } from "#src/booking/caller.ts";

/** The house itself, acting on what happened and not on anybody's word. */
export const houseCaller = (organizationId: string, job: string): Caller => ({
  organizationId,
  actor: "system",
  actorId: job,
  leadId: null,
  providerId: null,
  conversationId: null,
  messageId: null,
  language: "en",
  operation: null,
});
