import { openSession, type Session } from "#src/booking/session.ts";
import { transact } from "#src/booking/transact.ts";
import { handToPeople, tellLead } from "#src/conversation/tell-lead.ts";
import { findPayment, type PaymentRow, updatePayment } from "#src/db/queries/payments.ts";
import { houseCaller } from "../house-caller.ts";
import { callFinance, type PaymentDeps, payerOf } from "./payment-deps.ts";

/**
 * Counts an attempt to pay that failed. The booking goes on waiting; at the number the policy says, other
 * ways to pay are offered once, or people are called where there are none (000 §11.1).
 */
export const failAttempt = async (
  deps: PaymentDeps,
  { organization_id: organizationId, id, booking_id }: PaymentRow,
  eventId: string,
): Promise<"counted" | "not_awaited"> => {
  const caller = houseCaller(organizationId, eventId);
  const answer = await transact(deps, caller, async (tx) => {
    const session = await openSession(deps, caller, tx, booking_id);
    const payment = await findPayment(tx, organizationId, id);
    if (!session || payment?.status !== "open") return { ok: true as const, counted: false };
    const attempts = payment.attempts + 1;
    const counted = await updatePayment(tx, payment, { attempts, updated_at: session.now });
    if (attempts === session.policy.paymentAttempts) await offerOtherWays(session, counted);
    return { ok: true as const, counted: true };
  });
  return answer.ok && answer.counted ? "counted" : "not_awaited";
};

const offerOtherWays = async (session: Session, payment: PaymentRow): Promise<void> => {
  const { tx, deps, booking, service, now } = session;
  const methods = (service?.payment_methods ?? []).filter((method) => method !== payment.method);
  const amount = { minor: payment.amount_minor, currency: payment.currency };
  await callFinance(session, `${payment.attempts} attempts to pay failed`);
  const news = { kind: "payment", about: "failed", booking, methods, amount } as const;
  await tellLead(tx, deps, payerOf(session), news, booking.id);
  if (methods.length > 0) return;
  await handToPeople(tx, payerOf(session), { reason: "attempts to pay failed", now });
};
