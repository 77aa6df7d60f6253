import type { z } from "zod";

import type { PaymentRow, RefundRow } from "#src/db/queries/payments.ts";
import type { PaymentRecord, RefundRecord } from "../contract/payment.ts";

export const toPaymentRecord = (row: PaymentRow): z.output<typeof PaymentRecord> => ({
  payment_id: row.id,
  booking_id: row.booking_id,
  amount: { minor: row.amount_minor, currency: row.currency },
  received:
    row.received_minor === null || row.received_currency === null
      ? null
      : { minor: row.received_minor, currency: row.received_currency },
  method: row.method,
  provider: row.provider,
  provider_payment_id: row.provider_payment_id,
  reference: row.reference,
  status: row.status,
  closed_because: row.closed_because,
  flag: row.flag,
  failed_attempts: row.attempts,
  url: row.status === "open" ? row.url : null,
  expires_at: row.expires_at?.toISOString() ?? null,
  paid_at: row.paid_at?.toISOString() ?? null,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
});

export const toRefundRecord = (row: RefundRow): z.output<typeof RefundRecord> => ({
  refund_id: row.id,
  payment_id: row.payment_id,
  amount: { minor: row.amount_minor, currency: row.currency },
  reason: row.reason,
  requested_by: row.requested_by,
  status: row.status,
  provider_refund_id: row.provider_refund_id,
  error_code: row.error_code,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
});
