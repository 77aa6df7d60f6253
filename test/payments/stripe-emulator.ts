import { randomUUID } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { createEmulator } from "emulate";
import Stripe from "stripe";

/** Money as Stripe would have it, kept apart from everything of ours. */
export interface StripeBooks {
  /** By payment intent. */
  readonly payments: ReadonlyMap<string, { readonly amount: number; readonly currency: string }>;
  readonly refunds: readonly { readonly payment_intent: string; readonly amount: number }[];
}

export interface StripeEmulator {
  /** Stands for api.stripe.com. */
  readonly apiUrl: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly books: StripeBooks;
  /** Webhooks that came from the emulator and what they were answered. */
  readonly webhooks: readonly { readonly type: string; readonly status: number }[];
  /** Signed as Stripe signs, for what the emulator does not send. */
  signed(event: object, secret?: string): { readonly body: string; readonly signature: string };
  /** The session with what the emulator leaves out. */
  session(id: string): Promise<Record<string, unknown>>;
  /** The page is paid at Stripe, and no webhook tells of it. */
  payAtStripe(id: string): Promise<void>;
  /** Webhooks go there. */
  forwardTo(url: string): void;
  /** Webhooks are kept back until they are let go. */
  hold(): void;
  release(): Promise<void>;
  close(): Promise<void>;
}

const webhookSecret = `whsec_${"w".repeat(32)}`;
const secretKey = `sk_test_${"k".repeat(24)}`;
const stripe = new Stripe(secretKey);

const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
};

interface Session extends Record<string, unknown> {
  readonly id: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly payment_status: string;
}

/**
 * emulate's Stripe with what it leaves out added by what stands before it: amounts and payment intents
 * of sessions (from the emulator's own prices), ids of events, refunds, idempotency. What it signs is
 * verified as it comes and signed again with what was added.
 */
export const openStripeEmulator = async (): Promise<StripeEmulator> => {
  const port = await freePort();
  const front = await openFront(`http://127.0.0.1:${port}`);
  const emulator = await createEmulator({
    service: "stripe",
    port,
    seed: {
      stripe: {
        webhooks: [{ url: `${front.url}/webhook`, events: ["*"], secret: webhookSecret }],
      },
    },
  });
  return {
    ...front.emulator,
    close: async () => {
      front.close();
      await emulator.close();
    },
  };
};

const openFront = async (api: string) => {
  const payments = new Map<string, { amount: number; currency: string }>();
  const refunds: {
    id: string;
    payment_intent: string;
    amount: number;
    currency: string;
    metadata: unknown;
    status: string;
    object: string;
  }[] = [];
  const priceOf = new Map<string, string>();
  const answers = new Map<string, string>();
  const webhooks: { type: string; status: number }[] = [];
  const silent = new Set<string>();
  let target = "";
  let held: (() => Promise<void>)[] | null = null;

  const whole = async (session: Session): Promise<Record<string, unknown>> => {
    const price = priceOf.get(session.id) ?? "";
    const found = await fetch(`${api}/v1/prices/${price}`, {
      headers: { authorization: `Bearer ${secretKey}` },
    });
    const { unit_amount, currency } = (await found.json()) as {
      unit_amount: number;
      currency: string;
    };
    const intent = session.payment_status === "paid" ? `pi_${session.id}` : null;
    if (intent) payments.set(intent, { amount: unit_amount, currency });
    return { ...session, amount_total: unit_amount, currency, payment_intent: intent };
  };
  const signed: StripeEmulator["signed"] = (event, secret = webhookSecret) => {
    const payload = JSON.stringify(event);
    return {
      body: payload,
      signature: stripe.webhooks.generateTestHeaderString({ payload, secret }),
    };
  };
  const send = async (event: { readonly type: string }): Promise<void> => {
    const { body, signature } = signed(event);
    const answer = await fetch(target, {
      method: "POST",
      headers: { "content-type": "application/json", "stripe-signature": signature },
      body,
    });
    webhooks.push({ type: event.type, status: answer.status });
  };
  const hear = async (body: Buffer, headers: IncomingHttpHeaders): Promise<void> => {
    const event = stripe.webhooks.constructEvent(
      body,
      String(headers["stripe-signature"]),
      webhookSecret,
    );
    if (!event.type.startsWith("checkout.") || target === "") return;
    if (silent.has((event.data.object as unknown as Session).id)) return;
    const object = await whole(event.data.object as unknown as Session);
    const told = { ...event, id: `evt_${randomUUID()}`, data: { object } };
    const deliver = () => send(told);
    if (held) held.push(deliver);
    else await deliver();
  };
  const refund = (form: URLSearchParams) => {
    const intent = form.get("payment_intent") ?? "";
    const amount = Number(form.get("amount"));
    const paid = payments.get(intent);
    const given = refunds
      .filter((one) => one.payment_intent === intent)
      .reduce((sum, one) => sum + one.amount, 0);
    if (!paid || given + amount > paid.amount) {
      return {
        status: 400,
        body: { error: { type: "invalid_request_error", code: "amount_too_large" } },
      };
    }
    const made = {
      ...{ object: "refund", id: `re_${randomUUID()}`, payment_intent: intent, amount },
      ...{ currency: paid.currency, status: "succeeded" },
      metadata: { refund_id: form.get("metadata[refund_id]") ?? undefined },
    };
    refunds.push(made);
    return { status: 200, body: made };
  };
  const own = async (
    method: string,
    url: string,
    body: Buffer,
  ): Promise<{ status: number; body: object } | null> => {
    const path = url.split("?")[0];
    if (path === "/v1/refunds") {
      if (method === "POST") return refund(new URLSearchParams(body.toString()));
      return { status: 200, body: { object: "list", url: path, has_more: false, data: refunds } };
    }
    if (method === "GET" && path === "/v1/checkout/sessions") {
      const answer = await fetch(`${api}${url}`, {
        headers: { authorization: `Bearer ${secretKey}` },
      });
      const list = (await answer.json()) as { data: Session[] };
      return {
        status: answer.status,
        body: { ...list, data: await Promise.all(list.data.map(whole)) },
      };
    }
    return null;
  };
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const { url = "", method = "", headers } = request;
    const reply = (status: number, text: string) =>
      response.writeHead(status, { "content-type": "application/json" }).end(text);
    if (url === "/webhook") {
      await hear(body, headers);
      return reply(200, "{}");
    }
    const once = `${headers["idempotency-key"] ?? ""} ${method}`;
    const known = headers["idempotency-key"] ? answers.get(once) : undefined;
    if (known !== undefined) return reply(200, known);
    const ours = await own(method, url, body);
    if (ours) {
      const text = JSON.stringify(ours.body);
      if (ours.status === 200 && headers["idempotency-key"]) answers.set(once, text);
      return reply(ours.status, text);
    }
    const answer = await fetch(`${api}${url}`, {
      method,
      headers: {
        authorization: String(headers.authorization ?? ""),
        "content-type": String(headers["content-type"] ?? "application/x-www-form-urlencoded"),
      },
      ...(method === "POST" && { body: new Uint8Array(body) }),
    });
    const text = await answer.text();
    if (method === "POST" && url === "/v1/checkout/sessions" && answer.ok) {
      const { id } = JSON.parse(text) as { id: string };
      priceOf.set(id, new URLSearchParams(body.toString()).get("line_items[0][price]") ?? "");
    }
    if (answer.ok && headers["idempotency-key"]) answers.set(once, text);
    reply(answer.status, text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    emulator: {
      ...{ apiUrl: url, secretKey, webhookSecret, webhooks, signed },
      books: { payments, refunds },
      session: async (id: string) => {
        const found = await fetch(`${api}/v1/checkout/sessions/${id}`, {
          headers: { authorization: `Bearer ${secretKey}` },
        });
        return whole((await found.json()) as Session);
      },
      payAtStripe: async (id: string) => {
        silent.add(id);
        const init = { method: "POST", redirect: "manual", body: "" } as const;
        await fetch(`${api}/checkout/${id}/complete`, init);
        const found = await fetch(`${api}/v1/checkout/sessions/${id}`, {
          headers: { authorization: `Bearer ${secretKey}` },
        });
        await whole((await found.json()) as Session);
      },
      forwardTo: (to: string) => {
        target = to;
      },
      hold: () => {
        held = [];
      },
      release: async () => {
        const waiting = held ?? [];
        held = null;
        for (const deliver of waiting) await deliver();
      },
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
