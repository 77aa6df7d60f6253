import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { lapsePayments } from "#src/lifecycle/payments/lapse-payments.ts";
import { openPayer, type Payer } from "./payer.ts";
import { openPaymentWorld, type PaymentWorld } from "./payment-world.ts";

let world: PaymentWorld;
let payer: Payer;
beforeAll(async () => {
  world = await openPaymentWorld();
  payer = openPayer(world);
  const refundSteps = [
    { hoursBefore: 48, percent: 100 },
    { hoursBefore: 24, percent: 50 },
  ];
  await world.spa.ask("PATCH", "/organization", { policy: { refundSteps } });
});
afterAll(() => world.close());
afterEach(() => world.setClock("2026-03-02T02:00:00Z"));

const lapse = async () => {
  world.setClock("2026-03-02T14:00:00Z");
  await lapsePayments(world.money)();
  await world.drain();
};

describe("money that does not fit is set aside for people, never PAID", () => {
  test.each([
    ["less", { amount_total: 4999 }, "16:30"],
    ["more", { amount_total: 5001 }, "10:30"],
    ["another currency", { currency: "eur" }, "12:00"],
  ])("%s", async (_name, difference, time) => {
    const of = await payer.bought("2026-03-05", time);
    await payer.pay(of, difference);
    expect(await payer.stateOf(of)).toBe("PAYMENT_PENDING");
    const [payment] = await world.payments(of);
    expect(payment).toMatchObject({ status: "flagged", flag: "amount_differs" });
    expect((await world.booking(of)).tags).toContain("needs_attention");
    expect((await world.said(of)).at(-1)).toContain("A colleague will look at it");
  });

  test("money for a booking that has moved on since", async () => {
    const of = await payer.bought("2026-03-05", "13:30");
    const late = await payer.completed(of);
    const { status } = await world.spa.ask("POST", `/bookings/${of.bookingId}/reschedule`, {
      reason: "another day",
    });
    expect(status).toBe(200);
    expect(await world.payments(of)).toMatchObject([{ status: "closed", closed_because: "left" }]);
    await world.tellStripe(late);
    await world.drain();
    expect(await payer.stateOf(of)).toBe("SLOT_PROPOSED");
    expect(await world.payments(of)).toMatchObject([{ status: "flagged", flag: "superseded" }]);
  });

  test("money that comes once more, by another payment", async () => {
    const of = await payer.bought("2026-03-05", "15:00");
    await payer.pay(of);
    await payer.pay(of, { payment_intent: "pi_again" });
    expect(await payer.stateOf(of)).toBe("PAID");
    const all = await world.payments(of);
    expect(all.map(({ status, flag }) => [status, flag]).sort()).toEqual([
      ["flagged", "paid_twice"],
      ["paid", null],
    ]);
  });
});

describe("webhooks", () => {
  test("that come again, as the same event or as another one, change nothing", async () => {
    const of = await payer.bought("2026-03-06", "09:00");
    const event = await payer.completed(of);
    for (const told of [event, event, { ...event, id: "evt_other" }, event]) {
      expect(await world.tellStripe(told)).toBe(200);
      await world.drain();
    }
    expect(await world.payments(of)).toMatchObject([{ status: "paid", received_minor: 5000 }]);
    const { state_history: history } = await world.booking(of);
    expect(history.filter(({ state }) => state === "PAID")).toHaveLength(1);
    const thanks = (await world.said(of)).filter((text) => text.includes("has been received"));
    expect(thanks).toHaveLength(1);
  });

  test("that come in the wrong order leave what is true", async () => {
    const of = await payer.bought("2026-03-06", "10:30");
    const event = await payer.completed(of);
    await world.tellStripe(event);
    await world.tellStripe({ ...event, id: "evt_expired", type: "checkout.session.expired" });
    await world.tellStripe({
      ...{ id: "evt_failed", type: "checkout.session.async_payment_failed", data: event.data },
    });
    await world.drain();
    expect(await payer.stateOf(of)).toBe("PAID");
    expect(await world.payments(of)).toMatchObject([{ status: "paid", attempts: 0 }]);
  });

  test("that are forged, changed, old or of another account are refused and do nothing", async () => {
    const of = await payer.bought("2026-03-06", "12:00");
    const event = await payer.completed(of);
    const { body, signature } = world.stripe.signed(event);
    const { organizationId } = world.spa;
    const send = (headers: Record<string, string>, sent = body) =>
      world.tell("stripe", organizationId, { body: sent, headers });
    expect(await world.tellStripe(event, "whsec_of_somebody_else")).toBe(401);
    expect(await send({})).toBe(401);
    expect(await send({ "stripe-signature": "t=1,v1=00" })).toBe(401);
    expect(await send({ "stripe-signature": signature }, body.replace("5000", "5001"))).toBe(401);
    const old = signature.replace(/t=(\d+)/u, (_all, at) => `t=${Number(at) - 400}`);
    expect(await send({ "stripe-signature": old })).toBe(401);
    const other = { body, headers: { "stripe-signature": signature } };
    expect(await world.tell("stripe", world.clinic.organizationId, other)).toBe(404);
    expect(await world.tell("square", world.clinic.organizationId, other)).toBe(401);
    await world.drain();
    expect(await payer.stateOf(of)).toBe("PAYMENT_PENDING");
  });

  test("of pages that are none of ours are kept for people", async () => {
    const { length: before } = (await payer.books()).events_without_match;
    await world.tellStripe({
      ...{ id: "evt_stray", type: "checkout.session.completed" },
      data: {
        object: {
          ...{ id: "cs_stray", payment_status: "paid", amount_total: 100, currency: "usd" },
          ...{ payment_intent: "pi_stray", metadata: { payment_id: "none" } },
        },
      },
    });
    await world.drain();
    expect((await payer.books()).events_without_match).toHaveLength(before + 1);
  });
});

describe("money that comes after the time was given back", () => {
  test("takes the time again when it is still free", async () => {
    const of = await payer.bought("2026-03-12", "16:30");
    const start = (await world.booking(of)).starts_at;
    const late = await payer.completed(of);
    await lapse();
    expect(await payer.stateOf(of)).toBe("RESCHEDULED");
    await world.tellStripe(late);
    await world.drain();
    expect(await world.booking(of)).toMatchObject({ state: "PAID", starts_at: start });
    expect(await world.payments(of)).toMatchObject([{ status: "paid" }]);
    expect((await world.said(of)).at(-1)).toContain("You are booked");
  });

  test("goes back whole when somebody has it by now, and staff and lead are told", async () => {
    const of = await payer.bought("2026-03-12", "10:30");
    const late = await payer.completed(of);
    const { provider_id: providerId } = await world.booking(of);
    await world.stripe.payAtStripe(await payer.sessionOf(of));
    await lapse();
    const other = await world.buy({ date: "2026-03-12", time: "10:30" });
    const { provider_id: taker } = await world.booking(other);
    expect(taker).toBe(providerId);
    await world.tellStripe(late);
    await world.drain();
    expect(await payer.stateOf(of)).toBe("RESCHEDULED");
    expect(await payer.stateOf(other)).toBe("PAYMENT_PENDING");
    expect(await world.payments(of)).toMatchObject([{ status: "flagged", flag: "late" }]);
    expect(await world.refunds(of)).toMatchObject([{ status: "succeeded", amount_minor: 5000 }]);
    expect((await world.booking(of)).tags).toContain("needs_attention");
    const said = (await world.said(of)).slice(-2).join("\n");
    expect(said).toContain("it is taken now");
    expect(said).toContain("$50.00 has been refunded");
  });

  test("goes back when the booking was cancelled before", async () => {
    const of = await payer.bought("2026-03-12", "13:30");
    const late = await payer.completed(of);
    await world.stripe.payAtStripe(await payer.sessionOf(of));
    await world.spa.ask("POST", `/bookings/${of.bookingId}/cancel`, { reason: "ill" });
    await world.tellStripe(late);
    await world.drain();
    expect(await payer.stateOf(of)).toBe("CANCELLED");
    expect(await world.payments(of)).toMatchObject([{ status: "flagged", flag: "late" }]);
    expect(await world.refunds(of)).toMatchObject([{ status: "succeeded", amount_minor: 5000 }]);
  });
});

test("money and the end of its time that meet leave one of two ends, and no booking between", async () => {
  const ends: string[] = [];
  for (const time of ["10:30", "12:00", "13:30", "15:00"]) {
    const of = await payer.bought("2026-03-20", time);
    const event = await payer.completed(of);
    world.setClock("2026-03-02T14:00:00Z");
    await world.tellStripe(event);
    await Promise.all([world.drain(), lapsePayments(world.money)(), world.drain()]);
    await world.drain();
    world.setClock("2026-03-02T02:00:00Z");
    const { state, starts_at } = await world.booking(of);
    const [payment] = await world.payments(of);
    // Free as it was, the time is taken again when its end came first.
    expect({ state, status: payment?.status, stands: starts_at !== null }).toEqual({
      ...{ state: "PAID", status: "paid", stands: true },
    });
    ends.push(state);
  }
  expect(ends).toHaveLength(4);
});

test.each([
  ["en", "12:00", "bank transfer"],
  ["vi", "15:00", "chuyển khoản"],
] as const)("the third failed attempt offers another way to pay, once, and the booking waits on: %s (§11.1)", async (language, time, otherWay) => {
  const of = await payer.bought("2026-03-13", time);
  for (const table of ["leads", "conversations"] as const) {
    const column = table === "leads" ? "id" : "lead_id";
    await world.db.updateTable(table).set({ language }).where(column, "=", of.leadId).execute();
  }
  const [payment] = await world.payments(of);
  for (const n of [1, 2, 3, 4]) {
    const object = { id: `pi_${language}${n}`, metadata: { payment_id: payment?.id } };
    await world.tellStripe({
      id: `evt_${language}${n}`,
      type: "payment_intent.payment_failed",
      data: { object },
    });
    await world.drain();
    const offers = (await world.said(of)).filter((text) => text.includes(otherWay));
    expect(offers).toHaveLength(n < 3 ? 0 : 1);
  }
  expect(await payer.stateOf(of)).toBe("PAYMENT_PENDING");
  const receipt = await world.spa.ask("POST", `/bookings/${of.bookingId}/payments`, {
    ...{ amountMinor: 5000, currency: "USD", method: "bank_transfer", reference: `FT-${language}` },
  });
  expect(receipt.status).toBe(200);
  await world.drain();
  expect(await world.booking(of)).toMatchObject({ state: "PAID", payment_method: "bank_transfer" });
  const all = await world.payments(of);
  expect(
    all.map(({ status, closed_because, reference }) => [status, closed_because, reference]).sort(),
  ).toEqual([
    ["closed", "paid_otherwise", null],
    ["paid", null, `FT-${language}`],
  ]);
});
