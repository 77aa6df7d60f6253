import { describe, expect, test } from "vitest";

import { booking, facts, now } from "../../../test/booking.ts";
import type { BookingPayment } from "../booking.ts";
import type { Actor } from "../booking-states.ts";
import type { Facts } from "../facts.ts";
import * as rules from "./payment.ts";
import type { Rule } from "./rule.ts";

const due = { minor: 2_000_000, currency: "VND" };
const unpaid: BookingPayment = { required: true, amount: due, method: "card", status: "pending" };

const passes = (
  rule: Rule,
  {
    payment = {},
    told = null,
    actor = "payment",
  }: {
    readonly payment?: Partial<BookingPayment>;
    readonly told?: Facts["payment"];
    readonly actor?: Actor;
  },
): boolean =>
  rule({
    booking: booking({ payment: { ...unpaid, ...payment } }),
    to: "PAID",
    actor,
    facts: facts({ payment: told }),
    now,
  }).passed;

describe("a payment", () => {
  const told = { received: due, verified: true, reference: "FT1" };

  test.each<[string, Actor, Partial<typeof told>, boolean]>([
    ["is proven by a verified webhook", "payment", {}, true],
    ["is not proven by a webhook nobody verified", "payment", { verified: false }, false],
    ["is proven by sales with a reference", "sales", { verified: false }, true],
    ["is not proven by sales without one", "sales", { reference: "" }, false],
  ])("%s", (_how, actor, difference, proven) => {
    expect(passes(rules.paymentReceived, { actor, told: { ...told, ...difference } })).toBe(proven);
  });

  test("that nobody saw is not proven and matches nothing", () => {
    expect(passes(rules.paymentReceived, {})).toBe(false);
    expect(passes(rules.amountMatches, {})).toBe(false);
  });

  test.each([
    ["the amount due", due, true],
    ["one đồng less", { ...due, minor: due.minor - 1 }, false],
    ["one đồng more", { ...due, minor: due.minor + 1 }, false],
    ["the same number in another currency", { ...due, currency: "USD" }, false],
  ])("of %s matches: %s", (_what, received, matches) => {
    expect(passes(rules.amountMatches, { told: { ...told, received } })).toBe(matches);
  });

  test("matches nothing while no amount is due", () => {
    expect(passes(rules.amountMatches, { told, payment: { amount: null } })).toBe(false);
  });

  test.each([
    [null, false],
    ["pending", false],
    ["received", true],
    ["settled", true],
  ] as const)("with the status %s is settled: %s", (status, settled) => {
    expect(passes(rules.paymentSettled, { payment: { status } })).toBe(settled);
    expect(passes(rules.notAlreadyPaid, { payment: { status } })).toBe(!settled);
    expect(passes(rules.paymentSettledOrNotRequired, { payment: { status } })).toBe(settled);
  });

  test("that is not required does not hold up a reminder", () => {
    const payment = { required: false, status: null };
    expect(passes(rules.paymentSettledOrNotRequired, { payment })).toBe(true);
  });
});
