import { findPaymentOfPage } from "#src/db/queries/payments.ts";
import type { PaymentProviderName } from "#src/domain/payment.ts";
import type { PaymentEvent } from "#src/payments/payments.ts";
import { StoredEvent } from "#src/payments/stored-event.ts";
import { failAttempt } from "./fail-attempt.ts";
import { lapse } from "./lapse-payments.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { hearOfRefund } from "./refund-told.ts";
import { settlePayment } from "./settle-payment.ts";

export interface EventKey {
  readonly organizationId: string;
  readonly provider: PaymentProviderName;
  readonly eventId: string;
}

/**
 * Does what a webhook says, once: an event that was worked off is left alone, and what it does changes
 * nothing when done twice. Throws when it fits nothing of ours, as the answer it belongs to may still be
 * on its way.
 */
export const takeEvent =
  (deps: PaymentDeps) =>
  async (key: EventKey): Promise<void> => {
    const stored = await eventsOf(deps, key).select(["event", "processed_at"]).executeTakeFirst();
    if (!stored || stored.processed_at !== null) return;
    const outcome = await perform(deps, key, StoredEvent.parse(stored.event));
    if (outcome === null) throw new Error(`payment event ${key.eventId} fits nothing of ours`);
    await close(deps, key, outcome);
  };

/** It still fits nothing: people find it where the books are compared. */
export const giveUpEvent =
  (deps: PaymentDeps) =>
  async (key: EventKey): Promise<void> => {
    await close(deps, key, "fits_nothing");
    deps.events.paymentEventLost(key);
  };

const eventsOf = ({ db }: PaymentDeps, { organizationId, provider, eventId }: EventKey) =>
  db
    .selectFrom("payment_events")
    .where("organization_id", "=", organizationId)
    .where("provider", "=", provider)
    .where("event_id", "=", eventId);

const close = async ({ db, now }: PaymentDeps, key: EventKey, outcome: string): Promise<void> => {
  await db
    .updateTable("payment_events")
    .set({ outcome, processed_at: now() })
    .where("organization_id", "=", key.organizationId)
    .where("provider", "=", key.provider)
    .where("event_id", "=", key.eventId)
    .execute();
};

const perform = async (
  deps: PaymentDeps,
  { organizationId, provider, eventId }: EventKey,
  event: PaymentEvent,
): Promise<string | null> => {
  if (event.kind === "refund") {
    return hearOfRefund(deps, { organizationId, provider, eventId, refund: event.refund });
  }
  const payment = await findPaymentOfPage(deps.db, organizationId, provider, event.page);
  if (!payment) return null;
  switch (event.kind) {
    case "paid":
      return settlePayment(deps, payment, { organizationId, provider, eventId, paid: event });
    case "attempt_failed":
      return failAttempt(deps, payment, eventId);
    case "page_closed":
      return (await lapse(deps, payment, "told")) ? "lapsed" : "not_awaited";
  }
};
