import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { retryRefunds } from "#src/lifecycle/payments/send-refund.ts";
import { type PaymentProvider, PaymentTrouble } from "#src/payments/payments.ts";
import { createSquare } from "#src/payments/square.ts";
import { createStripe } from "#src/payments/stripe.ts";
import type { FakeProvider } from "../channels/describe-push-channel.ts";
import { type HttpAnswer, type HttpRequest, openHttpProvider } from "../channels/http-provider.ts";
import { openPayer, type Payer } from "./payer.ts";
import { openPaymentWorld, type PaymentWorld } from "./payment-world.ts";

const accounts = {
  stripe: { settings: {}, secrets: { secretKey: "sk_test_1", webhookSecret: "whsec_1" } },
  square: {
    settings: { locationId: "L1", environment: "sandbox" },
    secrets: { accessToken: "EAAA-1", signatureKey: "k" },
  },
} as const;

const refusals = {
  stripe: { error: { type: "invalid_request_error", code: "charge_already_refunded" } },
  square: { errors: [{ category: "REFUND_ERROR", code: "REFUND_AMOUNT_INVALID" }] },
} as const;

describe.each(["stripe", "square"] as const)("a refund %s is asked for", (name) => {
  let server: FakeProvider<HttpAnswer>;
  let provider: PaymentProvider;
  beforeEach(async () => {
    server = await openHttpProvider();
    provider = name === "stripe" ? createStripe(server.url) : createSquare(server.url);
  });
  afterEach(() => server.close());

  const ask = () =>
    provider
      .refund(accounts[name], {
        refundId: "0195f0c4-0000-7000-8000-000000000001",
        providerPaymentId: "pay_1",
        amount: { minor: 5_000, currency: "USD" },
      })
      .then(
        () => "answered",
        (error: unknown) => (error instanceof PaymentTrouble ? error.passes : error),
      );

  test.each([
    [429, true],
    [500, true],
    [503, true],
    [400, false],
    [402, false],
    [404, false],
  ])("and answered with %i: may work later is %s", async (status, passes) => {
    server.answer({ status, body: status < 500 && status !== 429 ? refusals[name] : {} });
    expect(await ask()).toBe(passes);
  });

  test("over a line that breaks, may have been heard, and is asked under the same name again", async () => {
    server.hangUp();
    expect(await ask()).toBe(true);
    server.answer({ status: 503, body: {} });
    expect(await ask()).toBe(true);
    const names = (server.requests as HttpRequest[]).map(
      ({ headers, body }) =>
        headers["idempotency-key"] ?? (body as { idempotency_key: string }).idempotency_key,
    );
    expect(names.length).toBeGreaterThanOrEqual(2);
    expect(new Set(names).size).toBe(1);
  });

  test("and answered with what nobody can read, may have been heard", async () => {
    server.answer({ status: 200, body: { well: "no" } });
    expect(await ask()).toBe(true);
  });
});

describe("a refund while its provider is ill", () => {
  let world: PaymentWorld;
  let payer: Payer;
  let ill: FakeProvider<HttpAnswer>;
  beforeAll(async () => {
    world = await openPaymentWorld();
    payer = openPayer(world);
    ill = await openHttpProvider();
    ill.answer({ status: 503, body: {} });
    const refundSteps = [{ hoursBefore: 24, percent: 100 }];
    await world.spa.ask("PATCH", "/organization", { policy: { refundSteps } });
  });
  afterAll(async () => {
    await world.close();
    await ill.close();
  });

  test("stays asked for, calls people, and is made once when it is well again", async () => {
    const of = await payer.bought("2026-03-19", "10:30");
    await world.stripe.payAtStripe(await payer.sessionOf(of));
    await payer.pay(of);
    const well = world.money.providers.stripe;
    Object.assign(world.money.providers, { stripe: createStripe(ill.url) });
    const cancelled = await world.spa.ask("POST", `/bookings/${of.bookingId}/cancel`, {
      reason: "ill",
    });
    expect(cancelled.status).toBe(200);
    await world.drain();
    expect(await world.refunds(of)).toMatchObject([{ status: "requested", amount_minor: 5_000 }]);
    expect((await world.booking(of)).tags).toContain("needs_attention");

    await retryRefunds(world.money)();
    const triedAtOnce = ill.requests.length;
    world.setClock(new Date(world.now().getTime() + 16 * 60_000).toISOString());
    await expect(retryRefunds(world.money)()).rejects.toThrow();
    expect(ill.requests.length).toBeGreaterThan(triedAtOnce);

    Object.assign(world.money.providers, { stripe: well });
    world.setClock(new Date(world.now().getTime() + 16 * 60_000).toISOString());
    await Promise.all([retryRefunds(world.money)(), retryRefunds(world.money)()]);
    await world.drain();
    expect(await world.refunds(of)).toMatchObject([{ status: "succeeded", amount_minor: 5_000 }]);
    expect((await world.booking(of)).payment_status).toBe("refunded");
  });
});
