import type { Caller } from "#src/booking/caller.ts";
import { tellLead } from "#src/conversation/tell-lead.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { ServerDeps } from "../server-deps.ts";

/** Said in the lead's conversation, too, with the calendar's file where it can go along. */
export const tellChange = async (
  deps: ServerDeps,
  { conversationId }: Pick<Caller, "conversationId">,
  { booking }: Receipt,
  kind: "cancelled" | "confirmed",
): Promise<void> => {
  const { organizationId, leadId, id } = booking;
  const to = { organizationId, leadId, conversationId };
  await deps.db
    .transaction()
    .execute((tx) => tellLead(tx, deps, to, { kind, booking }, id))
    // What was asked for is done and shown on the page.
    .catch((err: unknown) => deps.log.error({ err }, "a lead could not be told"));
};
