import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { lapsePayments } from "#src/lifecycle/payments/lapse-payments.ts";
import { reconcile } from "#src/lifecycle/payments/reconcile.ts";
import { type Bought, openPaymentWorld, type PaymentWorld } from "./payment-world.ts";

let world: PaymentWorld;
beforeAll(async () => {
  world = await openPaymentWorld();
  const refundSteps = [
    { hoursBefore: 48, percent: 100 },
    { hoursBefore: 24, percent: 50 },
  ];
  await world.spa.ask("PATCH", "/organization", { policy: { refundSteps } });
  await world.clinic.ask("PATCH", "/organization", { policy: { refundSteps } });
});
afterAll(() => world.close());
afterEach(() => world.setClock("2026-03-02T02:00:00Z"));

/** An appointment whose link was told. */
const bought = async (date: string, time: string): Promise<Bought> => {
  const made = await world.buy({ date, time });
  await world.drain();
  return made;
};

const sessionOf = async (of: Bought): Promise<string> => {
  const [payment] = await world.payments(of);
  if (!payment?.session_id) throw new Error("no page was made");
  return payment.session_id;
};

let events = 0;
const completed = async (of: Bought, difference: object = {}) => {
  const id = await sessionOf(of);
  events += 1;
  return {
    ...{ id: `evt_test_${events}`, object: "event", type: "checkout.session.completed" },
    data: {
      object: {
        ...{ id, object: "checkout.session", payment_status: "paid" },
        ...{ amount_total: 5000, currency: "usd", payment_intent: `pi_${id}`, metadata: {} },
        ...difference,
      },
    },
  };
};

const pay = async (of: Bought, difference: object = {}): Promise<void> => {
  expect(await world.tellStripe(await completed(of, difference))).toBe(200);
  await world.drain();
};

const lapse = async () => {
  world.setClock("2026-03-02T14:00:00Z");
  await lapsePayments(world.money)();
  await world.drain();
};

const stateOf = async (of: Bought): Promise<string> => (await world.booking(of)).state;

describe("money that does not fit is set aside for people, never PAID", () => {
  test.each([
    ["less", { amount_total: 4999 }, "16:30"],
    ["more", { amount_total: 5001 }, "10:30"],
    ["another currency", { currency: "eur" }, "12:00"],
  ])("%s", async (_name, difference, time) => {
    const of = await bought("2026-03-05", time);
    await pay(of, difference);
    expect(await stateOf(of)).toBe("PAYMENT_PENDING");
    const [payment] = await world.payments(of);
    expect(payment).toMatchObject({ status: "flagged", flag: "amount_differs" });
    expect((await world.booking(of)).tags).toContain("needs_attention");
    expect((await world.said(of)).at(-1)).toContain("A colleague will look at it");
  });

  test("money for a booking that has moved on since", async () => {
    const of = await bought("2026-03-05", "13:30");
    const late = await completed(of);
    const { status } = await world.spa.ask("POST", `/bookings/${of.bookingId}/reschedule`, {
      reason: "another day",
    });
    expect(status).toBe(200);
    expect(await world.payments(of)).toMatchObject([{ status: "closed", closed_because: "left" }]);
    await world.tellStripe(late);
    await world.drain();
    expect(await stateOf(of)).toBe("SLOT_PROPOSED");
    expect(await world.payments(of)).toMatchObject([{ status: "flagged", flag: "superseded" }]);
  });

  test("money that comes once more, by another payment", async () => {
    const of = await bought("2026-03-05", "15:00");
    await pay(of);
    await pay(of, { payment_intent: "pi_again" });
    expect(await stateOf(of)).toBe("PAID");
    const all = await world.payments(of);
    expect(all.map(({ status, flag }) => [status, flag]).sort()).toEqual([
      ["flagged", "paid_twice"],
      ["paid", null],
    ]);
  });
});

describe("webhooks", () => {
  test("that come again, as the same event or as another one, change nothing", async () => {
    const of = await bought("2026-03-06", "09:00");
    const event = await completed(of);
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
    const of = await bought("2026-03-06", "10:30");
    const event = await completed(of);
    await world.tellStripe(event);
    await world.tellStripe({ ...event, id: "evt_expired", type: "checkout.session.expired" });
    await world.tellStripe({
      ...{ id: "evt_failed", type: "checkout.session.async_payment_failed", data: event.data },
    });
    await world.drain();
    expect(await stateOf(of)).toBe("PAID");
    expect(await world.payments(of)).toMatchObject([{ status: "paid", attempts: 0 }]);
  });

  test("that are forged, changed, old or of another account are refused and do nothing", async () => {
    const of = await bought("2026-03-06", "12:00");
    const event = await completed(of);
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
    expect(await stateOf(of)).toBe("PAYMENT_PENDING");
  });

  test("of pages that are none of ours are kept for people", async () => {
    const { length: before } = (await books()).events_without_match;
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
    expect((await books()).events_without_match).toHaveLength(before + 1);
  });
});

const books = async () => {
  const { body } = await world.spa.ask("GET", "/payments/reconciliation");
  return body as {
    readonly differences: readonly {
      kind: string;
      subject: string;
      ours: string;
      theirs: string;
    }[];
    readonly events_without_match: readonly { event_id: string }[];
  };
};

describe("money that comes after the time was given back", () => {
  test("takes the time again when it is still free", async () => {
    const of = await bought("2026-03-12", "16:30");
    const start = (await world.booking(of)).starts_at;
    const late = await completed(of);
    await lapse();
    expect(await stateOf(of)).toBe("RESCHEDULED");
    await world.tellStripe(late);
    await world.drain();
    expect(await world.booking(of)).toMatchObject({ state: "PAID", starts_at: start });
    expect(await world.payments(of)).toMatchObject([{ status: "paid" }]);
    expect((await world.said(of)).at(-1)).toContain("You are booked");
  });

  test("goes back whole when somebody has it by now, and staff and lead are told", async () => {
    const of = await bought("2026-03-12", "10:30");
    const late = await completed(of);
    const { provider_id: providerId } = await world.booking(of);
    await world.stripe.payAtStripe(await sessionOf(of));
    await lapse();
    const other = await world.buy({ date: "2026-03-12", time: "10:30" });
    const { provider_id: taker } = await world.booking(other);
    expect(taker).toBe(providerId);
    await world.tellStripe(late);
    await world.drain();
    expect(await stateOf(of)).toBe("RESCHEDULED");
    expect(await stateOf(other)).toBe("PAYMENT_PENDING");
    expect(await world.payments(of)).toMatchObject([{ status: "flagged", flag: "late" }]);
    expect(await world.refunds(of)).toMatchObject([{ status: "succeeded", amount_minor: 5000 }]);
    expect((await world.booking(of)).tags).toContain("needs_attention");
    const said = (await world.said(of)).slice(-2).join("\n");
    expect(said).toContain("it is taken now");
    expect(said).toContain("$50.00 has been refunded");
  });

  test("goes back when the booking was cancelled before", async () => {
    const of = await bought("2026-03-12", "13:30");
    const late = await completed(of);
    await world.stripe.payAtStripe(await sessionOf(of));
    await world.spa.ask("POST", `/bookings/${of.bookingId}/cancel`, { reason: "ill" });
    await world.tellStripe(late);
    await world.drain();
    expect(await stateOf(of)).toBe("CANCELLED");
    expect(await world.payments(of)).toMatchObject([{ status: "flagged", flag: "late" }]);
    expect(await world.refunds(of)).toMatchObject([{ status: "succeeded", amount_minor: 5000 }]);
  });
});

test("money and the end of its time that meet leave one of two ends, and no booking between", async () => {
  const ends: string[] = [];
  for (const time of ["10:30", "12:00", "13:30", "15:00"]) {
    const of = await bought("2026-03-20", time);
    const event = await completed(of);
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

test("the third failed attempt offers another way to pay, once, and the booking waits on", async () => {
  const of = await bought("2026-03-13", "12:00");
  const [payment] = await world.payments(of);
  for (const n of [1, 2, 3, 4]) {
    const object = { id: `pi_f${n}`, metadata: { payment_id: payment?.id } };
    await world.tellStripe({
      id: `evt_f${n}`,
      type: "payment_intent.payment_failed",
      data: { object },
    });
    await world.drain();
    const offers = (await world.said(of)).filter((text) => text.includes("bank transfer"));
    expect(offers).toHaveLength(n < 3 ? 0 : 1);
  }
  expect(await stateOf(of)).toBe("PAYMENT_PENDING");
  const receipt = await world.spa.ask("POST", `/bookings/${of.bookingId}/payments`, {
    ...{ amountMinor: 5000, currency: "USD", method: "bank_transfer", reference: "FT-1" },
  });
  expect(receipt.status).toBe(200);
  await world.drain();
  expect(await world.booking(of)).toMatchObject({ state: "PAID", payment_method: "bank_transfer" });
  const all = await world.payments(of);
  expect(
    all.map(({ status, closed_because, reference }) => [status, closed_because, reference]).sort(),
  ).toEqual([
    ["closed", "paid_otherwise", null],
    ["paid", null, "FT-1"],
  ]);
});

describe("a cancelled paid booking", () => {
  const paid = async (date: string, time: string): Promise<Bought> => {
    const of = await bought(date, time);
    await world.stripe.payAtStripe(await sessionOf(of));
    await pay(of);
    return of;
  };
  const cancel = async (of: Bought) => {
    const path = `/bookings/${of.bookingId}/cancel`;
    const answer = await world.spa.ask("POST", path, { reason: "ill", overrule: true });
    expect(answer.status).toBe(200);
    await world.drain();
  };

  test.each([
    ["all of it in good time", "2026-03-19", "10:30", "2026-03-17T14:30:00Z", 5000],
    ["half of it later", "2026-03-19", "12:00", "2026-03-18T12:00:00Z", 2500],
  ])("gives back %s, as the policy says", async (_name, date, time, now, minor) => {
    const of = await paid(date, time);
    world.setClock(now);
    await cancel(of);
    expect(await world.refunds(of)).toMatchObject([{ status: "succeeded", amount_minor: minor }]);
    expect(await world.booking(of)).toMatchObject({
      ...{ state: "CANCELLED", payment_status: "refunded" },
    });
    const dollars = `$${minor / 100}.00`;
    expect((await world.said(of)).at(-1)).toContain(`${dollars} has been refunded`);
  });

  test("gives nothing back when it is too late for it", async () => {
    const of = await paid("2026-03-19", "13:30");
    world.setClock("2026-03-19T12:00:00Z");
    await cancel(of);
    expect(await world.refunds(of)).toEqual([]);
    expect((await world.booking(of)).payment_status).toBe("received");
  });

  test("never gives back more than came, whoever asks", async () => {
    const of = await paid("2026-03-19", "15:00");
    const [payment] = await world.payments(of);
    const refund = (amountMinor: number) =>
      world.spa.ask("POST", `/payments/${payment?.id}/refunds`, {
        amountMinor,
        reason: "goodwill",
      });
    expect((await refund(5001)).body).toMatchObject({ error: "REFUND_TOO_MUCH" });
    expect((await refund(3000)).status).toBe(200);
    expect((await refund(2001)).body).toMatchObject({ error: "REFUND_TOO_MUCH" });
    const both = await Promise.all([refund(1500), refund(1500)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await cancel(of);
    const all = await world.refunds(of);
    expect(all.map(({ amount_minor }) => amount_minor).sort()).toEqual([1500, 3000, 500]);
    const over = world.db.insertInto("refunds").values({
      ...{ organization_id: world.spa.organizationId, id: world.money.newId() },
      ...{ payment_id: payment?.id ?? "", amount_minor: 1, currency: "USD", reason: "x" },
      ...{
        requested_by: "x",
        status: "requested",
        created_at: world.now(),
        updated_at: world.now(),
      },
    });
    await expect(over.execute()).rejects.toThrow("more would be given back than was received");
  });
});

test("the books are compared: what differs is told and nothing is changed", async () => {
  const of = await bought("2026-03-13", "10:30");
  const session = await sessionOf(of);
  await world.stripe.payAtStripe(session);
  await world.db.updateTable("payment_accounts").set({ reconciled_at: null }).execute();
  world.setClock(new Date(Date.now() + 60_000).toISOString());
  await reconcile(world.money)();
  const missing = (await books()).differences.find(({ subject }) => subject === `pi_${session}`);
  expect(missing).toMatchObject({
    ...{ kind: "payment_missing_here", ours: null, theirs: "5000 USD" },
  });
  expect(await stateOf(of)).toBe("PAYMENT_PENDING");
});
