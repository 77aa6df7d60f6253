import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type Bought, openPaymentWorld, type PaymentWorld } from "./payment-world.ts";

let world: PaymentWorld;
beforeAll(async () => {
  world = await openPaymentWorld();
  const refundSteps = [{ hoursBefore: 24, percent: 100 }];
  await world.clinic.ask("PATCH", "/organization", { policy: { refundSteps } });
});
afterAll(() => world.close());

const bought = async (date: string, time: string): Promise<Bought & { readonly order: string }> => {
  const of = await world.buyImplant({ date, time });
  await world.drain();
  const [payment] = await world.payments(of);
  if (!payment?.session_id) throw new Error("no link was made");
  return { ...of, order: payment.session_id };
};

describe("a deposit by Square's link", () => {
  test("is told in Vietnamese, paid once both of its webhooks came, and given back", async () => {
    const of = await bought("2026-03-10", "09:00");
    expect((await world.said(of)).at(-1)).toMatch(/2\.000\.000 ₫ .* https:\/\/square\.example\//u);
    expect(await world.square.pay(of.order)).toBe(200);
    await world.drain();
    expect((await world.booking(of)).state).toBe("PAID");
    expect((await world.said(of)).at(-1)).toContain("đã nhận thanh toán 2.000.000 ₫");

    await world.clinic.ask("POST", `/bookings/${of.bookingId}/cancel`, { reason: "bận" });
    await world.drain();
    expect(await world.refunds(of)).toMatchObject([{ status: "pending", amount_minor: 2_000_000 }]);
    expect((await world.said(of)).at(-1)).toContain("sẽ hoàn lại 2.000.000 ₫");
    await world.square.completeRefunds();
    await world.drain();
    expect(await world.refunds(of)).toMatchObject([{ status: "succeeded" }]);
    expect(await world.booking(of)).toMatchObject({ payment_status: "refunded" });
    expect((await world.said(of)).at(-1)).toContain("đã hoàn lại 2.000.000 ₫");
  });

  test("is closed at Square when the booking is cancelled before it was paid", async () => {
    const of = await bought("2026-03-11", "09:00");
    await world.clinic.ask("POST", `/bookings/${of.bookingId}/cancel`, { reason: "bận" });
    await world.drain();
    expect(world.square.orders.get(of.order)?.state).toBe("CANCELED");
    expect(await world.payments(of)).toMatchObject([{ status: "closed", closed_because: "left" }]);
  });

  test("counts declined cards and goes on waiting", async () => {
    const of = await bought("2026-03-12", "09:00");
    expect(await world.square.declined(of.order)).toBe(200);
    await world.drain();
    expect(await world.payments(of)).toMatchObject([{ status: "open", attempts: 1 }]);
    expect((await world.booking(of)).state).toBe("PAYMENT_PENDING");
  });

  test("is believed only with Square's signature of this address and body", async () => {
    const of = await bought("2026-03-13", "09:00");
    const payment = {
      ...{ id: "pay-forged", status: "COMPLETED", order_id: of.order },
      total_money: { amount: 2_000_000, currency: "VND" },
    };
    const event = { event_id: "forged", type: "payment.updated", data: { object: { payment } } };
    const { organizationId } = world.clinic;
    const forged = world.square.signed(event, "another key");
    expect(await world.tell("square", organizationId, forged)).toBe(401);
    const { body, headers } = world.square.signed(event);
    const changed = { body: body.replace("2000000", "2000001"), headers };
    expect(await world.tell("square", organizationId, changed)).toBe(401);
    expect(await world.tell("square", organizationId, { body, headers: {} })).toBe(401);
    await world.drain();
    expect((await world.booking(of)).state).toBe("PAYMENT_PENDING");
    expect(await world.tell("square", organizationId, { body, headers })).toBe(200);
    await world.drain();
    expect((await world.booking(of)).state).toBe("PAID");
  });
});

describe("accounts over the API", () => {
  test("show where webhooks go and never a secret", async () => {
    const { body } = await world.clinic.ask("GET", "/payment-accounts");
    expect(body).toMatchObject({
      accounts: [
        {
          provider: "square",
          settings: { locationId: "L1", mode: "production" },
          webhook_url: `https://book.example.com/webhooks/payments/square/${world.clinic.organizationId}`,
        },
      ],
    });
    const { accessToken = "", signatureKey = "" } = world.square.credentials;
    for (const secret of [accessToken, signatureKey]) {
      expect(JSON.stringify(body)).not.toContain(secret);
      expect(world.logged.join("\n")).not.toContain(secret);
    }
    const [row] = await world.db
      .selectFrom("payment_accounts")
      .select("secrets")
      .where("provider", "=", "square")
      .execute();
    expect(row?.secrets.toString("latin1")).not.toContain(accessToken);
  });

  test.each([
    ["square", { locationId: "L1", signatureKey: "k" }, "accessToken"],
    ["square", { accessToken: "EAAA-wrong", locationId: "L1", signatureKey: "k" }, "accessToken"],
    ["square", { accessToken: "EAAA-test", locationId: "L9", signatureKey: "k" }, "locationId"],
    ["stripe", { secretKey: "pk_test_1", webhookSecret: "whsec_1" }, "secretKey"],
    ["stripe", { secretKey: "sk_test_1", webhookSecret: "secret" }, "webhookSecret"],
  ])("are refused by name when %s is given %o", async (provider, credentials, field) => {
    const answer = await world.spa.ask("PUT", `/payment-accounts/${provider}`, credentials);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: "INVALID_INPUT", field });
  });
});

test("what people took, people give back and record", async () => {
  const of = await bought("2026-03-16", "09:00");
  const asked = { currency: "VND", method: "at_clinic", reference: "PT-7" };
  const path = `/bookings/${of.bookingId}/payments`;
  const wrong = await world.clinic.ask("POST", path, { ...asked, amountMinor: 1_999_999 });
  expect(wrong.status).toBe(409);
  expect((await world.booking(of)).state).toBe("PAYMENT_PENDING");
  const right = await world.clinic.ask("POST", path, { ...asked, amountMinor: 2_000_000 });
  expect(right.status).toBe(200);
  await world.clinic.ask("POST", `/bookings/${of.bookingId}/cancel`, { reason: "bận" });
  await world.drain();
  const [refund] = await world.refunds(of);
  expect(refund).toMatchObject({ status: "requested", amount_minor: 2_000_000 });
  expect((await world.booking(of)).tags).toContain("needs_attention");
  const done = `/refunds/${refund?.id}/done`;
  const answer = await world.clinic.ask("POST", done, { reference: "PC-3" });
  expect(answer.body).toMatchObject({
    refund: { status: "succeeded", provider_refund_id: "PC-3" },
  });
  expect((await world.booking(of)).payment_status).toBe("refunded");
  const again = await world.clinic.ask("POST", done, { reference: "PC-4" });
  expect(again.body).toMatchObject({ error: "REFUND_NOT_OPEN" });
});
