import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

interface Order {
  readonly linkId: string;
  readonly amount: number;
  readonly currency: string;
  state: "OPEN" | "PAID" | "CANCELED";
}

/**
 * A small Square by its documented contract (developer.squareup.com/reference/square): payment links,
 * payments, refunds that complete later, and webhooks signed with HMAC-SHA256 of address and body.
 */
export interface SquareFake {
  readonly apiUrl: string;
  readonly credentials: Readonly<Record<string, string>>;
  /** Webhooks are signed for the address and sent to the origin. */
  forwardTo(address: string, origin: string): void;
  /** The payer pays on the page of this order; answers the status of our webhook. */
  pay(orderId: string): Promise<number>;
  declined(orderId: string): Promise<number>;
  /** Refunds that wait are done, and told. */
  completeRefunds(): Promise<void>;
  readonly payments: ReadonlyMap<
    string,
    { readonly order_id: string; readonly total_money: { amount: number; currency: string } }
  >;
  readonly orders: ReadonlyMap<string, Order>;
  signed(
    event: object,
    key?: string,
  ): { readonly body: string; readonly headers: Readonly<Record<string, string>> };
  close(): void;
}

const credentials = { accessToken: "EAAA-test", locationId: "L1", signatureKey: "square-key" };

interface Asked {
  readonly idempotency_key: string;
  readonly payment_id: string;
  readonly amount_money: { readonly amount: number; readonly currency: string };
  readonly order: {
    readonly location_id: string;
    readonly line_items: readonly {
      readonly base_price_money: { readonly amount: number; readonly currency: string };
    }[];
  };
}

export const openSquareFake = async (): Promise<SquareFake> => {
  const orders = new Map<string, Order>();
  const payments = new Map<
    string,
    {
      id: string;
      status: string;
      order_id: string;
      total_money: { amount: number; currency: string };
    }
  >();
  const refunds: {
    id: string;
    status: string;
    payment_id: string;
    amount_money: Asked["amount_money"];
  }[] = [];
  const answers = new Map<string, object>();
  let address = "";
  let origin = "";

  const signed: SquareFake["signed"] = (event, key = credentials.signatureKey) => {
    const body = JSON.stringify(event);
    const signature = createHmac("sha256", key)
      .update(address + body)
      .digest("base64");
    return { body, headers: { "x-square-hmacsha256-signature": signature } };
  };
  const tell = async (type: string, object: object): Promise<number> => {
    const { body, headers } = signed({ event_id: randomUUID(), type, data: { object } });
    const to = new URL(new URL(address).pathname, origin);
    const init = {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    };
    return (await fetch(to, init)).status;
  };
  const refused = (status: number, code: string) => ({ status, body: { errors: [{ code }] } });
  const once = (key: string, make: () => object) => {
    const body = answers.get(key) ?? make();
    answers.set(key, body);
    return { status: 200, body };
  };
  const makeLink = ({ order }: Asked) => {
    const [orderId, linkId] = [`order-${randomUUID()}`, `link-${randomUUID()}`];
    const [item] = order.line_items;
    const money = item?.base_price_money ?? { amount: 0, currency: "USD" };
    orders.set(orderId, { linkId, ...money, state: "OPEN" });
    return {
      payment_link: { id: linkId, url: `https://square.example/${linkId}`, order_id: orderId },
    };
  };
  const makeRefund = ({ payment_id, amount_money }: Asked) => {
    const made = { id: `refund-${randomUUID()}`, status: "PENDING", payment_id, amount_money };
    refunds.push(made);
    return { refund: { ...made } };
  };
  const route = (method: string, path: string, asked: () => Promise<unknown>) =>
    asked().then((body) => {
      const given = body as Asked;
      if (method === "GET" && path === "/v2/locations/L1") return { status: 200, body: {} };
      if (method === "POST" && path === "/v2/online-checkout/payment-links") {
        return once(given.idempotency_key, () => makeLink(given));
      }
      if (method === "DELETE") {
        const found = [...orders.values()].find(({ linkId }) => path.endsWith(linkId));
        if (!found) return refused(404, "NOT_FOUND");
        if (found.state === "OPEN") found.state = "CANCELED";
        return { status: 200, body: {} };
      }
      if (method === "POST" && path === "/v2/refunds") {
        const paid = payments.get(given.payment_id);
        if (!paid) return refused(404, "NOT_FOUND");
        return once(given.idempotency_key, () => makeRefund(given));
      }
      if (path === "/v2/payments")
        return { status: 200, body: { payments: [...payments.values()] } };
      if (path === "/v2/refunds") return { status: 200, body: { refunds } };
      return refused(404, "NOT_FOUND");
    });
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    const path = url.split("?")[0] ?? "";
    const isTrue = headers.authorization === `Bearer ${credentials.accessToken}`;
    const answer = isTrue
      ? await route(method, path, async () => (method === "POST" ? json(request) : {}))
      : refused(401, "UNAUTHORIZED");
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ credentials, orders, payments, signed },
    forwardTo: (to, at) => {
      address = to;
      origin = at;
    },
    pay: async (orderId) => {
      const order = orders.get(orderId);
      if (order?.state !== "OPEN") throw new Error(`order ${orderId} cannot be paid`);
      order.state = "PAID";
      const { amount, currency } = order;
      const payment = {
        id: `pay-${randomUUID()}`,
        status: "APPROVED",
        order_id: orderId,
        total_money: { amount, currency },
      };
      await tell("payment.created", { payment });
      const done = { ...payment, status: "COMPLETED" };
      payments.set(done.id, done);
      return tell("payment.updated", { payment: done });
    },
    declined: (orderId) => {
      const { amount = 0, currency = "USD" } = orders.get(orderId) ?? {};
      const payment = {
        id: `pay-${randomUUID()}`,
        status: "FAILED",
        order_id: orderId,
        total_money: { amount, currency },
      };
      return tell("payment.updated", { payment });
    },
    completeRefunds: async () => {
      for (const refund of refunds.filter(({ status }) => status === "PENDING")) {
        refund.status = "COMPLETED";
        await tell("refund.updated", { refund });
      }
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
