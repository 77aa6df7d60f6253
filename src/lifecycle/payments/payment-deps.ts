import { noteEvent } from "#src/booking/note-event.ts";
import type { Session } from "#src/booking/session.ts";
import type { Addressee } from "#src/conversation/tell-lead.ts";
import type { PaymentProviders } from "#src/payments/payments.ts";
import { tagBooking } from "../leave-to-people.ts";
import type { LifecycleDeps } from "../lifecycle-deps.ts";

/** What looks after money is built from. */
export interface PaymentDeps extends LifecycleDeps {
  readonly providers: PaymentProviders;
  /** Opens the secrets of accounts. */
  readonly secretsKey: Buffer;
  /** Where payers go when they are done. */
  readonly returnUrl: string;
}

/** Whom news of a booking's money is for. */
export const payerOf = ({ organization, booking, row }: Session): Addressee => ({
  organizationId: organization.id,
  leadId: booking.leadId,
  conversationId: row.conversation_id,
});

/** People have to look at this booking's money; the reason stands in its history. */
export const callFinance = async (session: Session, reason: string): Promise<void> => {
  await noteEvent(session, { eventType: "payment_trouble", reason });
  await tagBooking(session, "needs_attention");
};
