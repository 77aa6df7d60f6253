import { payIn } from "#src/booking/receive-payment.ts";
import { orderRefund } from "#src/booking/refund-booking.ts";
import { openSession, type Session } from "#src/booking/session.ts";
import { transact } from "#src/booking/transact.ts";
import { handToPeople, tellLead } from "#src/conversation/tell-lead.ts";
import {
  findPayment,
  findPaymentByProviderId,
  insertPayment,
  listKept,
  type PaymentRow,
  updatePayment,
} from "#src/db/queries/payments.ts";
import { sameMoney } from "#src/domain/money.ts";
import type { PaymentProviderName } from "#src/domain/payment.ts";
import type { PaymentEvent } from "#src/payments/payments.ts";
import { houseCaller } from "../house-caller.ts";
import { callFinance, type PaymentDeps, payerOf } from "./payment-deps.ts";
import { rebook } from "./rebook.ts";

type Paid = Extract<PaymentEvent, { kind: "paid" }>;
type Flag = NonNullable<PaymentRow["flag"]>;

/** What became of money: booked, set aside for people, or known before. */
export type Settled = "paid" | "paid_late" | "repeated" | Flag;

interface Came {
  readonly organizationId: string;
  readonly provider: PaymentProviderName;
  readonly eventId: string;
  readonly paid: Paid;
}

/**
 * Books money that a provider has proven: PAID when it is the amount asked for and the booking still
 * waits for it; the time taken again when it came late and the time is free; else set aside, and people
 * and the lead are told. One transaction; the same money twice changes nothing.
 */
export const settlePayment = async (
  deps: PaymentDeps,
  found: PaymentRow,
  came: Came,
): Promise<Settled> => {
  const caller = { ...houseCaller(came.organizationId, came.eventId), actor: "payment" as const };
  const answer = await transact(deps, caller, async (tx) => {
    const session = await openSession(deps, caller, tx, found.booking_id);
    const payment = await findPayment(tx, came.organizationId, found.id);
    if (!session || !payment) throw new Error(`payment ${found.id} has no booking`);
    return { ok: true as const, settled: await settleIn(session, payment, came) };
  });
  if (!answer.ok) throw new Error(`money was refused: ${answer.reason}`);
  const { settled } = answer;
  if (settled !== "repeated") {
    const isPaid = settled === "paid" || settled === "paid_late";
    const of = { organizationId: came.organizationId, paymentId: found.id };
    deps.events.paymentMoved({
      ...of,
      ...(isPaid ? { outcome: settled } : { outcome: "flagged", flag: settled }),
    });
  }
  return settled;
};

const settleIn = async (session: Session, payment: PaymentRow, came: Came): Promise<Settled> => {
  const { tx, booking } = session;
  const { organizationId, provider, paid } = came;
  const known = await findPaymentByProviderId(tx, organizationId, provider, paid.providerPaymentId);
  if (known) return "repeated";
  if (payment.received_minor !== null)
    return setAside(session, await beside(session, payment), came, "paid_twice");
  const asked = { minor: payment.amount_minor, currency: payment.currency };
  if (!sameMoney(paid.received, asked)) return setAside(session, payment, came, "amount_differs");
  const isAwaited = payment.status === "requested" || payment.status === "open";
  const isBound =
    booking.state === "PAYMENT_PENDING" && booking.version === payment.booking_version;
  return isAwaited && isBound
    ? book(session, payment, came, "paid")
    : settleLate(session, payment, came);
};

/** The page was closed before, or the booking is not what it was opened for any more. */
const settleLate = async (session: Session, payment: PaymentRow, came: Came): Promise<Settled> => {
  const { state } = session.booking;
  if (payment.closed_because === "lapsed") {
    const again = await rebook(session, payment);
    return again ? book(again, payment, came, "paid_late") : giveBack(session, payment, came);
  }
  if (payment.closed_because === "paid_otherwise") {
    return setAside(session, payment, came, "paid_twice");
  }
  const isOver = state === "CANCELLED" || state === "ABANDONED";
  return isOver ? giveBack(session, payment, came) : setAside(session, payment, came, "superseded");
};

const book = async (
  session: Session,
  payment: PaymentRow,
  { paid: { received, providerPaymentId } }: Came,
  settled: "paid" | "paid_late",
): Promise<Settled> => {
  const money = { received, verified: true, reference: providerPaymentId };
  const receipt = await payIn(session, money, { ...payment, providerPaymentId });
  if (!receipt.ok) throw new Error(`payment ${payment.id} was refused: ${receipt.reason}`);
  const { booking } = receipt;
  const news = { kind: "payment", about: "received", booking, amount: received } as const;
  await tellLead(session.tx, session.deps, payerOf(session), news, booking.id);
  return settled;
};

/** A row for money that came through a page on which it had come before. */
const beside = async (session: Session, payment: PaymentRow): Promise<PaymentRow> => {
  const { tx, deps, now } = session;
  const id = deps.newId();
  await insertPayment(tx, {
    ...{ organization_id: payment.organization_id, id, booking_id: payment.booking_id },
    ...{ booking_version: payment.booking_version, starts_at: payment.starts_at },
    ...{ amount_minor: payment.amount_minor, currency: payment.currency },
    ...{ method: payment.method, provider: payment.provider },
    ...{ status: "closed", closed_because: "paid_otherwise", created_at: now, updated_at: now },
  });
  const made = await findPayment(tx, payment.organization_id, id);
  if (!made) throw new Error("a payment vanished in its own transaction");
  return made;
};

const flag = (
  { tx, now }: Session,
  payment: PaymentRow,
  { paid: { received, providerPaymentId } }: Came,
  reason: Flag,
): Promise<PaymentRow> =>
  updatePayment(tx, payment, {
    ...{ status: "flagged", flag: reason, provider_payment_id: providerPaymentId },
    ...{ received_minor: received.minor, received_currency: received.currency },
    ...{ paid_at: now, updated_at: now },
  });

/** It does not fit: people decide, the lead hears that they will. */
const setAside = async (
  session: Session,
  payment: PaymentRow,
  came: Came,
  reason: Flag,
): Promise<Settled> => {
  const { tx, deps, now, booking } = session;
  await flag(session, payment, came, reason);
  await callFinance(session, `payment set aside: ${reason}`);
  const news = { kind: "payment", about: "unclear", amount: came.paid.received } as const;
  await tellLead(tx, deps, payerOf(session), news, booking.id);
  await handToPeople(tx, payerOf(session), { reason: `a payment does not fit: ${reason}`, now });
  return reason;
};

/** There is nothing any more that it could pay for. */
const giveBack = async (session: Session, payment: PaymentRow, came: Came): Promise<Settled> => {
  const { tx, deps, organization, booking } = session;
  await flag(session, payment, came, "late");
  await callFinance(session, "payment came too late and is given back");
  const { received: amount } = came.paid;
  const kept = (await listKept(tx, organization.id, booking.id)).find(
    ({ id }) => id === payment.id,
  );
  if (kept && amount.minor > 0) {
    await orderRefund(session, kept, { amount, reason: "paid_late", by: came.eventId });
  }
  const at = booking.previousAppointments.at(-1);
  const isOpen = booking.state === "RESCHEDULED" || booking.state === "SLOT_PROPOSED";
  const news =
    at && isOpen
      ? ({ kind: "payment", about: "gone", booking, at, amount } as const)
      : ({ kind: "payment", about: "refund_ordered", amount } as const);
  await tellLead(tx, deps, payerOf(session), news, booking.id);
  return "late";
};
