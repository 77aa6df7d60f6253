import {
  type ConsentRow,
  findLeadMessage,
  insertConsent,
  type LeadMessage,
} from "#src/db/queries/consents.ts";
import type { Consent } from "#src/domain/facts.ts";
import { isUuid, type Session } from "./session.ts";

/** What somebody says is a yes: a message of the lead and what it was shown. */
export interface ClaimedConsent {
  readonly messageId: string;
  readonly shownHash: string;
}

/**
 * The lead's yes as the database knows it: their own message, not somebody's claim of one. Null
 * when there is no such message of this organization.
 */
export const readConsent = async (
  { tx, organization }: Session,
  claimed: ClaimedConsent,
): Promise<Consent | null> => {
  if (!isUuid(claimed.messageId)) return null;
  return consentBy(await findLeadMessage(tx, organization.id, claimed.messageId), claimed);
};

/** The claimed yes, once its message was looked up. */
export const consentBy = (
  message: LeadMessage | undefined,
  { messageId, shownHash }: ClaimedConsent,
): Consent | null =>
  message
    ? {
        kind: "message",
        messageId,
        leadId: message.saidBy,
        at: message.saidAt,
        shownHash,
        alreadyUsed: message.usedAt !== null,
      }
    : null;

/** What a yes is asked for. */
type ConsentedDeed = "confirm_slot" | "cancel" | "answer_reminder";

/** The row that spends a lead's yes, which serves one deed; null for what is no message. */
export const spentBy = (
  { organization, booking, now }: Session,
  consent: Consent | null,
  action: ConsentedDeed,
): ConsentRow | null =>
  consent?.kind === "message"
    ? {
        organization_id: organization.id,
        message_id: consent.messageId,
        booking_id: booking.id,
        action,
        shown_hash: consent.shownHash,
        used_at: now,
      }
    : null;

/** Spends a lead's yes. */
export const keepConsent = async (
  session: Session,
  consent: Consent | null,
  action: ConsentedDeed,
): Promise<void> => {
  const row = spentBy(session, consent, action);
  if (row) await insertConsent(session.tx, row);
};
