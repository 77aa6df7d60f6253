import { updateBooking } from "#src/db/queries/bookings.ts";
import { insertRefund, type KeptPayment, listKept } from "#src/db/queries/payments.ts";
import type { Booking } from "#src/domain/booking.ts";
import type { Money } from "#src/domain/money.ts";
import { refundDue } from "#src/domain/payment.ts";
import { addToOutbox } from "#src/outbox/add.ts";
import type { Session } from "./session.ts";

/** The outbox topic of money to be given back. */
export const REFUND = "refund";

interface Ordered {
  readonly amount: Money;
  readonly reason: string;
  readonly by: string;
}

/**
 * Orders a part of a payment to be given back: through its provider, or by people where they took it.
 * The database refuses more than was received.
 */
export const orderRefund = async (
  { tx, deps, organization, now }: Session,
  payment: KeptPayment,
  { amount, reason, by }: Ordered,
): Promise<string> => {
  const id = deps.newId();
  await insertRefund(tx, {
    ...{ organization_id: organization.id, id, payment_id: payment.id },
    ...{ amount_minor: amount.minor, currency: amount.currency, reason, requested_by: by },
    ...{ status: "requested", created_at: now, updated_at: now },
  });
  const entry = { organizationId: organization.id, topic: REFUND, payload: { refundId: id } };
  await addToOutbox(tx, entry, now);
  return id;
};

/**
 * What the policy gives back of a booking that was just cancelled; without one, people are called. What
 * does not fit (flagged) is theirs in any case.
 */
export const refundCancelled = async (session: Session, before: Booking): Promise<void> => {
  const { tx, organization, caller, policy, now } = session;
  const start = before.appointment?.start ?? null;
  let isLeft = false;
  for (const payment of await listKept(tx, organization.id, before.id)) {
    if (payment.kept_minor === 0) continue;
    const kept = { minor: payment.kept_minor, currency: payment.received_currency };
    const isClear = payment.status === "paid";
    const due = isClear
      ? refundDue(policy.refundSteps, kept, { by: caller.actor, now, start })
      : null;
    if (due === null) isLeft = true;
    else if (due.minor > 0) {
      await orderRefund(session, payment, { amount: due, reason: "cancelled", by: caller.actorId });
    }
  }
  const { tags } = session.row;
  if (isLeft && !tags.includes("needs_attention")) {
    const change = { tags: [...tags, "needs_attention"], updated_at: now };
    await updateBooking(tx, organization.id, before.id, change);
  }
};
