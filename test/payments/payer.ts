import { expect } from "vitest";

import type { Bought, PaymentWorld } from "./payment-world.ts";

interface Books {
  readonly differences: readonly {
    readonly kind: string;
    readonly subject: string;
    readonly ours: string | null;
    readonly theirs: string | null;
  }[];
  readonly events_without_match: readonly { readonly event_id: string }[];
}

type PageEvent = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly object: object };
};

/** Somebody who pays at the spa, by webhooks that the test words itself. */
export interface Payer {
  /** An appointment whose link was told. */
  bought(date: string, time: string): Promise<Bought>;
  sessionOf(of: Bought): Promise<string>;
  /** The event of a page that was paid; say only what differs. */
  completed(of: Bought, difference?: object): Promise<PageEvent>;
  pay(of: Bought, difference?: object): Promise<void>;
  stateOf(of: Bought): Promise<string>;
  books(): Promise<Books>;
}

let events = 0;

export const openPayer = (world: PaymentWorld): Payer => {
  const sessionOf = async (of: Bought): Promise<string> => {
    const [payment] = await world.payments(of);
    if (!payment?.session_id) throw new Error("no page was made");
    return payment.session_id;
  };
  const completed = async (of: Bought, difference: object = {}): Promise<PageEvent> => {
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
  return {
    ...{ sessionOf, completed },
    bought: async (date, time) => {
      const made = await world.buy({ date, time });
      await world.drain();
      return made;
    },
    pay: async (of, difference = {}) => {
      expect(await world.tellStripe(await completed(of, difference))).toBe(200);
      await world.drain();
    },
    stateOf: async (of) => (await world.booking(of)).state,
    books: async () => (await world.spa.ask("GET", "/payments/reconciliation")).body as Books,
  };
};
