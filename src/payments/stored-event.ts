import { z } from "zod";

import type { PaymentEvent } from "./payments.ts";

const Page = z.object({ paymentId: z.string().nullable(), sessionId: z.string().nullable() });
const Amount = z.object({ minor: z.number(), currency: z.string() });

/** An event as the inbox keeps it. */
export const StoredEvent: z.ZodType<PaymentEvent> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("paid"),
    page: Page,
    providerPaymentId: z.string(),
    received: Amount,
  }),
  z.object({ kind: z.literal("attempt_failed"), page: Page }),
  z.object({ kind: z.literal("page_closed"), page: Page }),
  z.object({
    kind: z.literal("refund"),
    refund: z.object({
      providerRefundId: z.string(),
      refundId: z.string().nullable(),
      providerPaymentId: z.string().nullable(),
      status: z.enum(["pending", "succeeded", "failed"]),
      amount: Amount,
    }),
  }),
]);
