import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { ActionAnswer, BookingAnswer, PriceRuleAnswer } from "#src/http/contract.ts";
import { houseCaller } from "#src/lifecycle/house-caller.ts";
import { lapsePayments } from "#src/lifecycle/payments/lapse-payments.ts";
import { openPayer, type Payer } from "./payer.ts";
import { openPaymentWorld, type PaymentWorld } from "./payment-world.ts";

let world: PaymentWorld;
let payer: Payer;
beforeAll(async () => {
  world = await openPaymentWorld();
  payer = openPayer(world);
});
afterAll(() => world.close());
afterEach(() => world.setClock("2026-03-02T02:00:00Z"));

/** A fifth off in the afternoon; answers the path of the rule. */
const cheaper = async (): Promise<string> => {
  const answer = await world.spa.ask("POST", "/price-rules", {
    name: { vi: "giờ thấp điểm", en: "quiet hours" },
    condition: { kind: "off_peak", times: [{ fromMinute: 12 * 60, toMinute: 24 * 60 }] },
    percent: -20,
  });
  return `/price-rules/${answer.as(PriceRuleAnswer).price_rule.price_rule_id}`;
};

const usd = (minor: number) => ({ minor, currency: "USD" });

test("what is paid stays paid when the appointment moves to a time with another price", async () => {
  const rule = await cheaper();
  const of = await payer.bought("2026-03-05", "13:30");
  expect(await world.payments(of)).toMatchObject([{ amount_minor: 4000, status: "open" }]);
  await payer.pay(of, { amount_total: 4000 });
  expect(await payer.stateOf(of)).toBe("PAID");
  await world.spa.ask("DELETE", rule);
  const moved = await world.spa.ask("POST", `/bookings/${of.bookingId}/reschedule`, {
    reason: "another day",
  });
  const [slot] = moved.as(ActionAnswer).offered ?? [];
  expect(slot?.price).toEqual(usd(5000));
  const confirm = `/bookings/${of.bookingId}/confirm`;
  await world.spa.ask("POST", confirm, { slotId: slot?.slot_id });
  await world.drain();
  const { booking } = (await world.spa.ask("GET", `/bookings/${of.bookingId}`)).as(BookingAnswer);
  expect(booking).toMatchObject({
    ...{ price: usd(5000), payment_amount: usd(4000), payment_status: "received" },
  });
  expect(await world.payments(of)).toMatchObject([{ status: "paid", received_minor: 4000 }]);
});

test("a page that is paid late takes the time again at the price that was paid", async () => {
  const rule = await cheaper();
  const of = await payer.bought("2026-03-12", "16:30");
  const late = await payer.completed(of, { amount_total: 4000 });
  world.setClock("2026-03-02T14:00:00Z");
  await lapsePayments(world.money)();
  await world.drain();
  expect(await payer.stateOf(of)).toBe("RESCHEDULED");
  await world.spa.ask("DELETE", rule);
  await world.tellStripe(late);
  await world.drain();
  expect(await world.booking(of)).toMatchObject({
    ...{ state: "PAID", price_minor: 4000, list_price_minor: 5000, payment_amount_minor: 4000 },
  });
});

test("whom the house must move pays no more than was agreed, and less where it is cheaper", async () => {
  const rule = await cheaper();
  const of = await payer.bought("2026-03-11", "15:00");
  await payer.pay(of, { amount_total: 4000 });
  await world.spa.ask("PATCH", rule, { percent: 40 });
  const house = houseCaller(world.spa.organizationId, "test");
  const answer = await world.turns.bookings.reschedule(house, {
    ...{ bookingId: of.bookingId, reason: "the provider is ill" },
  });
  if (!answer.ok) throw new Error(answer.reason);
  const prices = (answer.offered ?? []).map(({ price }) => price?.minor);
  expect(prices.length).toBeGreaterThan(0);
  expect(prices.every((minor) => minor === 4000)).toBe(true);
  await world.spa.ask("DELETE", rule);
});
