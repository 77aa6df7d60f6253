import type { Consent } from "#src/domain/facts.ts";
import { isUuid, type Session } from "./session.ts";

/**
 * The lead's yes as the database knows it: their own message, not somebody's claim of one. Null
 * when there is no such message of this organization.
 */
export const readConsent = async (
  { tx, organization }: Session,
  claimed: { readonly messageId: string; readonly shownHash: string },
): Promise<Consent | null> => {
  if (!isUuid(claimed.messageId)) return null;
  const message = await tx
    .selectFrom("messages")
    .innerJoin("conversations", (join) =>
      join
        .onRef("conversations.organization_id", "=", "messages.organization_id")
        .onRef("conversations.id", "=", "messages.conversation_id"),
    )
    .leftJoin("consents", (join) =>
      join
        .onRef("consents.organization_id", "=", "messages.organization_id")
        .onRef("consents.message_id", "=", "messages.id"),
    )
    .select(["messages.created_at", "conversations.lead_id", "consents.used_at"])
    .where("messages.organization_id", "=", organization.id)
    .where("messages.id", "=", claimed.messageId)
    .where("messages.author", "=", "lead")
    .executeTakeFirst();
  if (!message) return null;
  return {
    kind: "message",
    messageId: claimed.messageId,
    leadId: message.lead_id,
    at: message.created_at,
    shownHash: claimed.shownHash,
    alreadyUsed: message.used_at !== null,
  };
};

/** Spends a lead's yes: one message serves one confirmation. */
export const keepConsent = async (
  { tx, organization, booking, now }: Session,
  consent: Consent | null,
  action: "confirm_slot" | "cancel",
): Promise<void> => {
  if (consent?.kind !== "message") return;
  await tx
    .insertInto("consents")
    .values({
      organization_id: organization.id,
      message_id: consent.messageId,
      booking_id: booking.id,
      action,
      shown_hash: consent.shownHash,
      used_at: now,
    })
    .execute();
};
