import { z } from "zod";

import { REFUND } from "#src/booking/refund-booking.ts";
import { PAYMENT_CLOSE, PAYMENT_LINK } from "#src/booking/request-payment.ts";
import { paymentProviderNames } from "#src/domain/payment.ts";
import type { PaymentDeps } from "#src/lifecycle/payments/payment-deps.ts";
import { PAYMENT_EVENT } from "#src/lifecycle/payments/receive-event.ts";
import { closeLink, giveUpLink, sendLink } from "#src/lifecycle/payments/send-link.ts";
import { giveUpRefund, sendRefund } from "#src/lifecycle/payments/send-refund.ts";
import { giveUpEvent, takeEvent } from "#src/lifecycle/payments/take-event.ts";
import { type AnyJob, defineJob } from "./job.ts";

const OfPayment = z.object({ organizationId: z.uuid(), paymentId: z.uuid() });
const OfRefund = z.object({ organizationId: z.uuid(), refundId: z.uuid() });
const OfEvent = z.object({
  organizationId: z.uuid(),
  provider: z.enum(paymentProviderNames),
  eventId: z.string(),
});

/** What is asked of payment providers, and what they have told. */
export const listPaymentJobs = (deps: PaymentDeps): readonly AnyJob[] => [
  defineJob({
    topic: PAYMENT_LINK,
    schema: OfPayment.extend({ again: z.boolean().optional() }),
    run: sendLink(deps),
    giveUp: giveUpLink(deps),
  }),
  defineJob({ topic: PAYMENT_CLOSE, schema: OfPayment, run: closeLink(deps) }),
  defineJob({
    topic: PAYMENT_EVENT,
    schema: OfEvent,
    run: takeEvent(deps),
    giveUp: giveUpEvent(deps),
  }),
  defineJob({ topic: REFUND, schema: OfRefund, run: sendRefund(deps), giveUp: giveUpRefund(deps) }),
];
