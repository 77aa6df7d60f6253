import { describe, expect, test } from "vitest";

import { compareBooks, type OurBooks } from "./compare-books.ts";
import type { ProviderBooks, RefundTold } from "./payments.ts";

const money = (minor: number, currency = "USD") => ({ minor, currency });
const page = { paymentId: "p", sessionId: "s" };
const ours = (difference: Partial<OurBooks> = {}): OurBooks => ({
  payments: [{ id: "p", providerPaymentId: "pi", received: money(500) }],
  refunds: [{ id: "r", providerRefundId: "re", status: "succeeded", amount: money(100) }],
  ...difference,
});
const told = (difference: Partial<RefundTold> = {}): RefundTold => ({
  ...{ providerRefundId: "re", refundId: "r", providerPaymentId: "pi" },
  ...{ status: "succeeded", amount: money(100), ...difference },
});
const theirs = (difference: Partial<ProviderBooks> = {}): ProviderBooks => ({
  payments: [{ page, providerPaymentId: "pi", received: money(500) }],
  refunds: [told()],
  ...difference,
});

const kinds = (here: OurBooks, there: ProviderBooks) =>
  compareBooks(here, there).map(({ kind, subject }) => `${kind} ${subject}`);

describe("two books", () => {
  test("that agree have no difference", () => {
    expect(compareBooks(ours(), theirs())).toEqual([]);
  });

  test.each([
    ["payment_missing_here pi", ours({ payments: [], refunds: [] }), theirs()],
    ["payment_missing_there pi", ours(), theirs({ payments: [] })],
    [
      "payment_amount pi",
      ours(),
      theirs({ payments: [{ page, providerPaymentId: "pi", received: money(501) }] }),
    ],
    [
      "payment_amount pi",
      ours(),
      theirs({ payments: [{ page, providerPaymentId: "pi", received: money(500, "EUR") }] }),
    ],
    ["refund_missing_here re", ours({ refunds: [] }), theirs()],
    ["refund_missing_there re", ours(), theirs({ refunds: [] })],
    ["refund_amount re", ours(), theirs({ refunds: [told({ amount: money(99) })] })],
    ["refund_status re", ours(), theirs({ refunds: [told({ status: "failed" })] })],
  ])("differ by %s", (difference, here, there) => {
    expect(kinds(here, there)).toEqual([difference]);
  });

  test("say what each of them has", () => {
    const [difference] = compareBooks(ours(), theirs({ refunds: [told({ status: "pending" })] }));
    expect(difference).toMatchObject({ ours: "succeeded 100 USD", theirs: "pending 100 USD" });
  });

  test("are not compared about refunds of what is none of ours", () => {
    const stray = told({ providerRefundId: "re_2", refundId: null, providerPaymentId: "pi_2" });
    expect(compareBooks(ours(), theirs({ refunds: [told(), stray] }))).toEqual([]);
  });
});
