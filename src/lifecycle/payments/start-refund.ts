import type { Caller } from "#src/booking/caller.ts";
import { orderRefund } from "#src/booking/refund-booking.ts";
import { openSession } from "#src/booking/session.ts";
import { transact } from "#src/booking/transact.ts";
import { findPayment, findRefund, listKept } from "#src/db/queries/payments.ts";
import { moveRefund } from "./move-refund.ts";
import type { PaymentDeps } from "./payment-deps.ts";

interface RefundWish {
  readonly paymentId: string;
  /** Minor units; all that is left of the payment when absent. */
  readonly amountMinor?: number | undefined;
  readonly reason: string;
  readonly by: string;
}

type Started =
  | { readonly outcome: "started"; readonly refundId: string }
  | { readonly outcome: "unknown" | "too_much" };

/** Staff give a payment back, whole or a part of what is left of it. */
export const startRefund =
  (deps: PaymentDeps) =>
  async (caller: Caller, { paymentId, amountMinor, reason, by }: RefundWish): Promise<Started> => {
    const { organizationId } = caller;
    const paid = await findPayment(deps.db, organizationId, paymentId);
    if (!paid) return { outcome: "unknown" };
    const answer = await transact(deps, caller, async (tx) => {
      const session = await openSession(deps, caller, tx, paid.booking_id);
      if (!session) return { ok: true as const, started: { outcome: "unknown" as const } };
      const kept = await listKept(tx, organizationId, paid.booking_id);
      const payment = kept.find(({ id }) => id === paymentId);
      const minor = amountMinor ?? payment?.kept_minor ?? 0;
      if (!payment || minor < 1 || minor > payment.kept_minor) {
        return { ok: true as const, started: { outcome: "too_much" as const } };
      }
      const amount = { minor, currency: payment.received_currency };
      const refundId = await orderRefund(session, payment, { amount, reason, by });
      return { ok: true as const, started: { outcome: "started" as const, refundId } };
    });
    if (!answer.ok) throw new Error(`a refund was refused: ${answer.reason}`);
    return answer.started;
  };

/** Staff have given back what no provider could; `reference` proves it. */
export const finishRefund =
  (deps: PaymentDeps) =>
  async (
    organizationId: string,
    refundId: string,
    reference: string,
  ): Promise<"done" | "unknown" | "not_open"> => {
    const refund = await findRefund(deps.db, organizationId, refundId);
    if (!refund) return "unknown";
    const paid = await findPayment(deps.db, organizationId, refund.payment_id);
    if (paid?.provider_payment_id !== null) return "not_open";
    const news = { status: "succeeded", providerRefundId: reference } as const;
    return (await moveRefund(deps, refund, news)) ? "done" : "not_open";
  };
