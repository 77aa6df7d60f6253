import type { PaymentProviderName } from "#src/domain/payment.ts";
import { addToOutbox } from "#src/outbox/add.ts";
import { findPaymentAccount } from "#src/payments/accounts.ts";
import type { SignedRequest } from "#src/payments/payments.ts";
import type { PaymentDeps } from "./payment-deps.ts";

/** The outbox topic of what providers have told. */
export const PAYMENT_EVENT = "payment_event";

/**
 * Takes a webhook in, once its signature has proven true: stored under the provider's id of it and worked
 * off afterwards, so that a repeat is nothing new and the answer is fast.
 */
export const receiveEvent =
  (deps: Pick<PaymentDeps, "db" | "providers" | "secretsKey" | "now">) =>
  async (
    provider: PaymentProviderName,
    organizationId: string,
    request: SignedRequest,
  ): Promise<"accepted" | "unsigned" | "unknown"> => {
    const of = { organizationId, provider };
    const account = await findPaymentAccount(deps.db, deps.secretsKey, of);
    if (!account) return "unknown";
    const proven = deps.providers[provider].readEvent(account, request);
    if (!proven) return "unsigned";
    const { eventId, event } = proven;
    if (!event) return "accepted";
    const now = deps.now();
    await deps.db.transaction().execute(async (tx) => {
      const added = await tx
        .insertInto("payment_events")
        .values({
          ...{ organization_id: organizationId, provider, event_id: eventId },
          ...{ event: JSON.stringify(event), received_at: now },
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning("event_id")
        .executeTakeFirst();
      const payload = { provider, eventId };
      if (added) await addToOutbox(tx, { organizationId, topic: PAYMENT_EVENT, payload }, now);
    });
    return "accepted";
  };
