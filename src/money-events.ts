import { Counter, type Registry } from "prom-client";

import type { Log } from "./log.ts";

/** What happens to money. */
export interface MoneyEvents {
  /** What became of a payment; `flagged` with why: people have to look. */
  paymentMoved(of: {
    organizationId: string;
    paymentId: string;
    outcome: string;
    flag?: string | null;
  }): void;
  refundMoved(of: { organizationId: string; refundId: string; status: string }): void;
  /** A provider's webhook that fits nothing of ours. */
  paymentEventLost(of: { organizationId: string; provider: string; eventId: string }): void;
  /** A provider's books and ours differ. */
  paymentDiffers(of: {
    organizationId: string;
    provider: string;
    kind: string;
    subject: string;
  }): void;
}

export const moneyEvents = (log: Log, registers: readonly Registry[]): MoneyEvents => {
  const payments = new Counter({
    name: "slotwise_payments_total",
    help: "Payments, by what became of them",
    labelNames: ["outcome"],
    registers: [...registers],
  });
  const refunds = new Counter({
    name: "slotwise_refunds_total",
    help: "Refunds, by what became of them",
    labelNames: ["status"],
    registers: [...registers],
  });
  const troubles = new Counter({
    name: "slotwise_payment_troubles_total",
    help: "Webhooks that fit nothing, and differences between a provider's books and ours",
    labelNames: ["trouble"],
    registers: [...registers],
  });
  return {
    paymentMoved: (of) => {
      payments.inc({ outcome: of.outcome });
      log[of.outcome === "paid" ? "info" : "warn"](of, "payment moved");
    },
    refundMoved: (of) => {
      refunds.inc({ status: of.status });
      log[of.status === "failed" ? "warn" : "info"](of, "refund moved");
    },
    paymentEventLost: (of) => {
      troubles.inc({ trouble: "event_lost" });
      log.warn(of, "a payment event fits nothing");
    },
    paymentDiffers: (of) => {
      troubles.inc({ trouble: of.kind });
      log.warn(of, "a provider's books differ from ours");
    },
  };
};
