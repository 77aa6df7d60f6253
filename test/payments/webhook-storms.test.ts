import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { lapsePayments } from "#src/lifecycle/payments/lapse-payments.ts";
import { openLedger } from "./ledger.ts";
import { type Bought, openPaymentWorld, type PaymentWorld } from "./payment-world.ts";

let world: PaymentWorld;
beforeAll(async () => {
  world = await openPaymentWorld();
  const refundSteps = [{ hoursBefore: 0, percent: 100 }];
  await world.spa.ask("PATCH", "/organization", { policy: { refundSteps } });
  // As many as are tried here; the rules of the calendar are shown elsewhere.
  await world.db.updateTable("services").set({ rules: '{"slotIntervalMinutes":30}' }).execute();
});
afterAll(() => world.close());

vi.setConfig({ testTimeout: 120_000 });

const due = 5_000;

/** What may happen to one booking, in any order and any number. */
const happening = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: "completed" as const }) },
  fc.record({ kind: fc.constant("wrong" as const), minor: fc.constantFrom(1, 4_999, 5_001) }),
  fc.constant({ kind: "forged" as const }),
  fc.constant({ kind: "page_closed" as const }),
  fc.constant({ kind: "failed" as const }),
  fc.constant({ kind: "lapse" as const }),
  fc.constant({ kind: "cancel" as const }),
  fc.constant({ kind: "drain" as const }),
  fc.constant({ kind: "again" as const }),
);
interface Happening {
  readonly kind: string;
  readonly minor?: number;
}

let hour = 0;
/** A time of its own for each run, so that runs do not meet in the calendar. */
const nextStart = () => {
  const date = new Date(Date.UTC(2026, 2, 12 + 7 * Math.floor(hour / 5)));
  const time = ["10:30", "12:00", "13:30", "15:00", "16:30"][hour % 5] ?? "10:30";
  hour += 1;
  return { date: date.toISOString().slice(0, 10), time };
};

let count = 0;
const session = (id: string, minor: number, payment_intent: string) => ({
  ...{ id, payment_status: "paid", amount_total: minor, currency: "usd", payment_intent },
  metadata: {},
});

const act = async (
  of: Bought,
  page: string,
  sent: object[],
  { kind, minor = due }: Happening,
): Promise<void> => {
  count += 1;
  const id = `evt_storm_${count}`;
  const paid = {
    id,
    type: "checkout.session.completed",
    data: { object: session(page, minor, `pi_${page}`) },
  };
  const closed = { ...paid, type: "checkout.session.expired" };
  const failed = { ...paid, type: "checkout.session.async_payment_failed" };
  switch (kind) {
    case "completed":
    case "wrong":
      sent.push(paid);
      return void (await world.tellStripe(paid));
    case "forged":
      return expect(await world.tellStripe(paid, "whsec_forged")).toBe(401);
    case "page_closed":
      return void (await world.tellStripe(closed));
    case "failed":
      return void (await world.tellStripe(failed));
    case "again": {
      const last = sent.at(-1);
      if (last) await world.tellStripe(last);
      return;
    }
    case "lapse":
      world.setClock("2026-03-02T15:00:00Z");
      await lapsePayments(world.money)();
      return world.setClock("2026-03-02T02:00:00Z");
    case "cancel":
      await world.spa.ask("POST", `/bookings/${of.bookingId}/cancel`, {
        reason: "ill",
        overrule: true,
      });
      return;
    default:
      return world.drain();
  }
};

/** The money of one page comes once, whatever is told of it: the first amount that was proven. */
const firstAmount = (sent: readonly object[]): number | null => {
  const [first] = sent as readonly { data: { object: { amount_total: number } } }[];
  return first?.data.object.amount_total ?? null;
};

test("whatever webhooks come, how often and in which order, money and state are right", async () => {
  const counts: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 9 }), async (happenings) => {
      const ledger = openLedger();
      const of = await world.buy(nextStart());
      await world.drain();
      const [asked] = await world.payments(of);
      const page = asked?.session_id ?? "";
      await world.stripe.payAtStripe(page);
      const sent: object[] = [];
      for (const one of happenings) await act(of, page, sent, one);
      await world.drain();

      const came = firstAmount(sent);
      const payments = await world.payments(of);
      const refunds = await world.refunds(of);
      const booking = await world.booking(of);
      const [payment] = payments;
      if (came !== null) ledger.paid(page, came);
      const theirs = world.stripe.books.refunds.filter(
        (one) => one.payment_intent === `pi_${page}`,
      );
      for (const { amount } of theirs) ledger.givenBack(page, amount);
      const { state } = booking;
      counts[state] = (counts[state] ?? 0) + 1;

      // Nothing is invented and nothing lost: one row a page, with what really came.
      expect(payments).toHaveLength(1);
      expect(payment?.received_minor ?? null).toBe(came);
      expect(ledger.totals().came).toBe(came ?? 0);
      expect(ledger.heldOf(page)).toBeGreaterThanOrEqual(0);
      const [kept] = await world.kept(of);
      expect(kept?.kept_minor ?? 0).toBe(ledger.heldOf(page));
      expect(refunds.map(({ amount_minor, status }) => [amount_minor, status])).toEqual(
        theirs.map(({ amount }) => [amount, "succeeded"]),
      );

      // PAID is the exact amount, and only that.
      if (state === "PAID") expect(payment).toMatchObject({ status: "paid", received_minor: due });
      if (payment?.status === "paid") expect(came).toBe(due);
      if (came !== null && came !== due) {
        expect(payment).toMatchObject({ status: "flagged", flag: "amount_differs" });
        expect(state).not.toBe("PAID");
        expect(booking.tags).toContain("needs_attention");
      }
      // What was paid in full for a booking that ended goes back in full.
      if (state === "CANCELLED" && came === due) expect(ledger.heldOf(page)).toBe(0);
      // An appointment that waits for nothing more is paid, or the page is still open, or people look.
      if (state === "PAYMENT_PENDING") {
        const isWatched = payment?.status === "open" || booking.tags.includes("needs_attention");
        expect(isWatched).toBe(true);
      }
      const history = booking.state_history.filter((one) => one.state === "PAID");
      expect(history.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 60, endOnFailure: true },
  );
  // Every event was understood: a repeat is known as one, and is no trouble of the database.
  const lost = world.db.selectFrom("payment_events").select("event_id");
  expect(await lost.where("outcome", "=", "fits_nothing").execute()).toEqual([]);
  // The storms reached every end there is.
  expect(Object.keys(counts).sort()).toEqual(
    expect.arrayContaining(["CANCELLED", "PAID", "PAYMENT_PENDING", "RESCHEDULED"]),
  );
});
