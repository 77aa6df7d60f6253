import { z } from "zod";

import { paymentProviderNames, paymentStatuses, refundStatuses } from "#src/domain/payment.ts";
import * as formats from "./formats.ts";

const { Id, Instant, NextCursor } = formats;
const Amount = z.object({ minor: z.number(), currency: z.string() });
const AmountMinor = z.int().min(1).max(1e12).describe("In minor units");
const Reference = z.string().trim().min(1).max(200).describe("What proves it");

/** What the provider shows in its console; checked with it, kept encrypted and never shown again. */
export const ConnectAccount = z.record(z.string().max(40), z.string().min(1).max(500));

export const PaymentAccountRecord = z
  .object({
    provider: z.enum(paymentProviderNames),
    settings: z.record(z.string(), z.string()),
    webhook_url: z.string().nullable().describe("To be given to the provider; null: no PUBLIC_URL"),
    created_at: Instant,
    updated_at: Instant,
    reconciled_at: Instant.nullable(),
  })
  .meta({ id: "PaymentAccount" });

export const PaymentAccountAnswer = z.object({
  success: z.literal(true),
  account: PaymentAccountRecord,
});
export const PaymentAccountList = z.object({
  success: z.literal(true),
  accounts: z.array(PaymentAccountRecord),
});

export const PaymentRecord = z
  .object({
    payment_id: Id,
    booking_id: Id,
    amount: Amount,
    received: Amount.nullable(),
    method: z.string(),
    provider: z.string().nullable().describe("null: recorded by people"),
    provider_payment_id: z.string().nullable(),
    reference: z.string().nullable(),
    status: z
      .enum(paymentStatuses)
      .describe("flagged: money came that does not fit, people decide"),
    closed_because: z.string().nullable(),
    flag: z.string().nullable(),
    failed_attempts: z.number(),
    url: z.string().nullable(),
    expires_at: Instant.nullable(),
    paid_at: Instant.nullable(),
    created_at: Instant,
    updated_at: Instant,
  })
  .meta({ id: "Payment" });

export const ListPayments = formats.Page.extend({
  status: z.enum(paymentStatuses).optional(),
  bookingId: Id.optional(),
});
export const PaymentList = z.object({
  success: z.literal(true),
  payments: z.array(PaymentRecord),
  nextCursor: NextCursor,
});

export const RecordPayment = z.strictObject({
  amountMinor: z.int().min(0).max(1e12).describe("In minor units; exactly the amount due"),
  currency: z.string().length(3),
  method: z.string().trim().min(1).max(60).describe("bank_transfer, at_clinic, cash, …"),
  reference: Reference,
});

export const RefundRecord = z
  .object({
    refund_id: Id,
    payment_id: Id,
    amount: Amount,
    reason: z.string(),
    requested_by: z.string(),
    status: z.enum(refundStatuses),
    provider_refund_id: z.string().nullable(),
    error_code: z.string().nullable(),
    created_at: Instant,
    updated_at: Instant,
  })
  .meta({ id: "Refund" });

export const ListRefunds = formats.Page.extend({ status: z.enum(refundStatuses).optional() });
export const RefundList = z.object({
  success: z.literal(true),
  refunds: z.array(RefundRecord),
  nextCursor: NextCursor,
});
export const StartRefund = z.strictObject({
  amountMinor: AmountMinor.exactOptional().describe("All that is left of it when absent"),
  reason: formats.Reason,
});
export const FinishRefund = z.strictObject({ reference: Reference });
export const RefundAnswer = z.object({ success: z.literal(true), refund: RefundRecord });

export const Reconciliation = z.object({
  success: z.literal(true),
  differences: z.array(
    z.object({
      provider: z.string(),
      kind: z.string(),
      subject: z.string().describe("The provider's id of the payment or refund"),
      ours: z.string().nullable(),
      theirs: z.string().nullable(),
      found_at: Instant,
      seen_at: Instant,
    }),
  ),
  events_without_match: z.array(
    z.object({ provider: z.string(), event_id: z.string(), received_at: Instant }),
  ),
});
