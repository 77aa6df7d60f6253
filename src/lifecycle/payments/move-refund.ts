import { openSession, type Session } from "#src/booking/session.ts";
import { transact } from "#src/booking/transact.ts";
import { handToPeople, tellLead } from "#src/conversation/tell-lead.ts";
import { updateBooking } from "#src/db/queries/bookings.ts";
import {
  findPayment,
  findRefund,
  listKept,
  type PaymentRow,
  type RefundRow,
  updateRefund,
} from "#src/db/queries/payments.ts";
import type { RefundStatus } from "#src/domain/payment.ts";
import { houseCaller } from "../house-caller.ts";
import { callFinance, type PaymentDeps, payerOf } from "./payment-deps.ts";

/** How a refund stands, as its provider or the people who made it say. */
export interface RefundNews {
  readonly status: Exclude<RefundStatus, "requested">;
  readonly providerRefundId: string | null;
  readonly code?: string | undefined;
}

/** What may follow; what comes late or twice changes nothing. The database holds the same. */
const onward: Readonly<Record<RefundStatus, readonly RefundStatus[]>> = {
  requested: ["pending", "succeeded", "failed"],
  pending: ["succeeded", "failed"],
  // Banks send money back days later.
  succeeded: ["failed"],
  failed: [],
};

/** Writes how a refund stands; the lead hears when it is done, people when it failed. */
export const moveRefund = async (
  deps: PaymentDeps,
  { organization_id: organizationId, id, payment_id }: RefundRow,
  news: RefundNews,
): Promise<boolean> => {
  const caller = houseCaller(organizationId, `refund ${id}`);
  const paid = await findPayment(deps.db, organizationId, payment_id);
  if (!paid) throw new Error(`refund ${id} is of no payment`);
  const answer = await transact(deps, caller, async (tx) => {
    const session = await openSession(deps, caller, tx, paid.booking_id);
    const refund = await findRefund(tx, organizationId, id);
    if (!session || !refund) throw new Error(`refund ${id} is of no booking`);
    const moves = onward[refund.status].includes(news.status);
    if (moves) await moveIn(session, paid, refund, news);
    return { ok: true as const, moves };
  });
  const moved = answer.ok && answer.moves;
  if (moved) deps.events.refundMoved({ organizationId, refundId: id, status: news.status });
  return moved;
};

const moveIn = async (
  session: Session,
  paid: PaymentRow,
  refund: RefundRow,
  { status, providerRefundId, code }: RefundNews,
): Promise<void> => {
  const { tx, now } = session;
  await updateRefund(tx, refund, {
    ...{ status, updated_at: now },
    ...(providerRefundId !== null && { provider_refund_id: providerRefundId }),
    error_code: status === "failed" ? (code ?? "failed") : null,
  });
  if (status === "succeeded") await given(session, paid, refund);
  if (status === "pending" && refund.reason !== "paid_late") await ordered(session, refund);
  if (refund.status === "succeeded") await restore(session, paid);
  if (status === "failed") {
    await callFinance(session, `a refund failed: ${code ?? "failed"}`);
    const reason = "a refund failed";
    await handToPeople(tx, payerOf(session), { reason, now });
  }
};

const ordered = async (session: Session, { amount_minor: minor, currency }: RefundRow) => {
  const { tx, deps, booking } = session;
  const amount = { minor, currency };
  const news = { kind: "payment", about: "refund_ordered", amount } as const;
  await tellLead(tx, deps, payerOf(session), news, booking.id);
};

/** The money has come back to us. */
const restore = async ({ tx, organization, booking }: Session, paid: PaymentRow): Promise<void> => {
  if (booking.payment.status !== "refunded" || paid.status !== "paid") return;
  await updateBooking(tx, organization.id, booking.id, { payment_status: "received" });
};

/** A booking whose money went back, all of it or what was due at its end, is not paid any more. */
const given = async (session: Session, paid: PaymentRow, refund: RefundRow): Promise<void> => {
  const { tx, deps, organization, booking } = session;
  const kept = await listKept(tx, organization.id, booking.id);
  const isEmpty = kept.every(({ status, kept_minor }) => status !== "paid" || kept_minor === 0);
  if (paid.status === "paid" && (isEmpty || booking.state === "CANCELLED")) {
    await updateBooking(tx, organization.id, booking.id, { payment_status: "refunded" });
  }
  const amount = { minor: refund.amount_minor, currency: refund.currency };
  const news = { kind: "payment", about: "refunded", amount } as const;
  await tellLead(tx, deps, payerOf(session), news, booking.id);
};
