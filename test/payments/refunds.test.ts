import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { reconcile } from "#src/lifecycle/payments/reconcile.ts";
import { openPayer, type Payer } from "./payer.ts";
import { type Bought, openPaymentWorld, type PaymentWorld } from "./payment-world.ts";

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

describe("a cancelled paid booking", () => {
  const paid = async (date: string, time: string): Promise<Bought> => {
    const of = await payer.bought(date, time);
    await world.stripe.payAtStripe(await payer.sessionOf(of));
    await payer.pay(of);
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
  const of = await payer.bought("2026-03-13", "10:30");
  const session = await payer.sessionOf(of);
  await world.stripe.payAtStripe(session);
  await world.db.updateTable("payment_accounts").set({ reconciled_at: null }).execute();
  world.setClock(new Date(Date.now() + 60_000).toISOString());
  await reconcile(world.money)();
  const missing = (await payer.books()).differences.find(
    ({ subject }) => subject === `pi_${session}`,
  );
  expect(missing).toMatchObject({
    ...{ kind: "payment_missing_here", ours: null, theirs: "5000 USD" },
  });
  expect(await payer.stateOf(of)).toBe("PAYMENT_PENDING");
});

test("what was given back in the provider's own console is in our books, once", async () => {
  const of = await payer.bought("2026-03-20", "10:30");
  await payer.pay(of);
  const intent = `pi_${await payer.sessionOf(of)}`;
  const object = { id: "re_console", amount: 700, currency: "usd", status: "succeeded" };
  for (const id of ["evt_console_1", "evt_console_2"]) {
    const data = { object: { ...object, payment_intent: intent, metadata: {} } };
    await world.tellStripe({ id, type: "refund.created", data });
    await world.drain();
  }
  expect(await world.refunds(of)).toMatchObject([
    { reason: "made_at_provider", status: "succeeded", amount_minor: 700 },
  ]);
  expect(await world.kept(of)).toMatchObject([{ kept_minor: 4300 }]);
  expect(await payer.stateOf(of)).toBe("PAID");
});

test("where no page can be made, people see how the lead pays", async () => {
  const { organizationId } = world.spa;
  const use = (currency: string) =>
    world.db
      .updateTable("organizations")
      .set({ currency })
      .where("id", "=", organizationId)
      .execute();
  await use("ISK");
  const of = await payer.bought("2026-03-20", "12:00");
  await use("USD");
  expect(await world.payments(of)).toMatchObject([{ status: "closed", closed_because: "no_link" }]);
  expect(await payer.stateOf(of)).toBe("PAYMENT_PENDING");
  expect((await world.booking(of)).tags).toContain("needs_attention");
});
