import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { lapsePayments } from "#src/lifecycle/payments/lapse-payments.ts";
import { launchBrowser } from "../launch-browser.ts";
import { type Bought, openPaymentWorld, type PaymentWorld } from "./payment-world.ts";

let world: PaymentWorld;
let browser: Browser;

beforeAll(async () => {
  world = await openPaymentWorld();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const linkOf = async (bought: Bought): Promise<string> => {
  const [payment] = await world.payments(bought);
  if (!payment?.url) throw new Error("no link was made");
  return payment.url;
};

/** The payer opens the page of the link they were told and pays. */
const payInBrowser = async (url: string): Promise<void> => {
  const context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("button", { name: /^Pay/u }).click();
  await page.getByRole("heading", { name: "Thank you" }).waitFor();
  await context.close();
};

describe("a deposit by Stripe's page", () => {
  test("is asked for by link in the chat, paid in the browser, and marks the booking PAID", async () => {
    const bought = await world.buy({ date: "2026-03-05", time: "10:00" });
    expect((await world.booking(bought)).state).toBe("PAYMENT_PENDING");
    await world.drain();
    const url = await linkOf(bought);
    expect((await world.said(bought)).at(-1)).toContain(url);
    expect((await world.said(bought)).at(-1)).toContain("$50.00");

    await payInBrowser(url);
    await world.drain();
    expect(await world.booking(bought)).toMatchObject({
      ...{ state: "PAID", payment_status: "received" },
    });
    expect(await world.payments(bought)).toMatchObject([
      { status: "paid", received_minor: 5000, received_currency: "USD" },
    ]);
    expect((await world.said(bought)).at(-1)).toContain("your payment of $50.00 has been received");
    expect(world.stripe.webhooks.at(-1)).toEqual({
      type: "checkout.session.completed",
      status: 200,
    });
  });

  test("does not mark it while only the browser says so: the webhook must have come", async () => {
    const bought = await world.buy({ date: "2026-03-05", time: "12:00" });
    await world.drain();
    world.stripe.hold();
    await payInBrowser(await linkOf(bought));
    await world.drain();
    expect((await world.booking(bought)).state).toBe("PAYMENT_PENDING");
    await world.stripe.release();
    await world.drain();
    expect((await world.booking(bought)).state).toBe("PAID");
  });

  test("that is not paid in time gives the time back and closes the page, together", async () => {
    const bought = await world.buy({ date: "2026-03-05", time: "14:00" });
    await world.drain();
    const url = await linkOf(bought);
    world.setClock("2026-03-02T13:59:59Z");
    await lapsePayments(world.money)();
    expect((await world.booking(bought)).state).toBe("PAYMENT_PENDING");
    world.setClock("2026-03-02T14:00:00Z");
    await lapsePayments(world.money)();
    await world.drain();
    world.setClock("2026-03-02T02:00:00Z");
    expect(await world.booking(bought)).toMatchObject({ state: "RESCHEDULED", starts_at: null });
    expect(await world.payments(bought)).toMatchObject([
      { status: "closed", closed_because: "lapsed" },
    ]);
    const page = await browser.newPage();
    await page.goto(url);
    expect(await page.textContent("body")).toContain("no longer available");
    await page.close();
    expect((await world.said(bought)).at(-1)).toContain("When would you like to come instead?");
  });
});
