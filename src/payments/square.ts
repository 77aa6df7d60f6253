import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

import type {
  Connected,
  Link,
  LinkAsked,
  PaymentAccount,
  PaymentEvent,
  PaymentProvider,
  PaymentRecord,
  ProviderBooks,
  RefundAsked,
  RefundTold,
  SignedRequest,
  TrueEvent,
} from "./payments.ts";
import { PaymentTrouble } from "./payments.ts";

const timeoutMs = 10_000;
const version = "2025-01-23";
const hosts = {
  production: "https://connect.squareup.com",
  sandbox: "https://connect.squareupsandbox.com",
} as const;

const SquareMoney = z.looseObject({ amount: z.number().default(0), currency: z.string() });
const LinkMade = z.looseObject({
  payment_link: z.looseObject({ id: z.string(), url: z.string(), order_id: z.string() }),
});
/** developer.squareup.com/reference/square/objects/Payment */
const Payment = z.looseObject({
  id: z.string(),
  status: z.string(),
  order_id: z.string().optional(),
  total_money: SquareMoney,
});
/** developer.squareup.com/reference/square/objects/PaymentRefund */
const Refund = z.looseObject({
  id: z.string(),
  status: z.string().optional(),
  payment_id: z.string().nullish(),
  amount_money: SquareMoney,
});
const Payments = z.looseObject({
  payments: z.array(Payment).default([]),
  cursor: z.string().optional(),
});
const Refunds = z.looseObject({
  refunds: z.array(Refund).default([]),
  cursor: z.string().optional(),
});
const Refused = z.looseObject({ errors: z.array(z.looseObject({ code: z.string() })).min(1) });
const Event = z.looseObject({
  event_id: z.string(),
  type: z.string(),
  data: z.looseObject({
    object: z.looseObject({ payment: Payment.optional(), refund: Refund.optional() }).optional(),
  }),
});

/** One call of Square's API; answers what the schema takes. */
type Call = <T>(
  schema: z.ZodType<T>,
  path: string,
  asked?: { readonly method: string; readonly body?: object },
) => Promise<T>;

/** `apiUrl` lets another server stand in for Square's. */
export const createSquare = (apiUrl: string | null = null): PaymentProvider => {
  const open = (account: PaymentAccount): Call => callerOf(apiUrl, account);
  return {
    name: "square",
    connect: (given) => connect(open, given),
    createLink: (account, asked) => createLink(open(account), account, asked),
    closeLink: (account, { linkId }) => closeLink(open(account), linkId),
    refund: (account, asked) => refund(open(account), asked),
    readEvent,
    readBooks: (account, since) => readBooks(open(account), account, since),
  };
};

const callerOf =
  (apiUrl: string | null, { settings, secrets }: PaymentAccount): Call =>
  async (schema, path, { method, body } = { method: "GET" }) => {
    const base = apiUrl ?? hosts[settings.mode === "sandbox" ? "sandbox" : "production"];
    const answer = await reach(new URL(path, base), {
      method,
      headers: {
        authorization: `Bearer ${secrets.accessToken ?? ""}`,
        "square-version": version,
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const said: unknown = await answer.json().catch(() => null);
    if (!answer.ok) throw refusalOf(answer.status, said);
    const read = schema.safeParse(said);
    if (!read.success) throw new PaymentTrouble("unreadable_answer", { passes: true });
    return read.data;
  };

const refusalOf = (status: number, said: unknown): PaymentTrouble => {
  const code = Refused.safeParse(said).data?.errors[0]?.code ?? `HTTP_${status}`;
  return new PaymentTrouble(code, { passes: status === 429 || status >= 500 });
};

const reach = (url: URL, init: RequestInit): Promise<Response> =>
  fetch(url, init).catch(() => {
    throw new PaymentTrouble("unreachable", { passes: true });
  });

const connect = async (
  open: (account: PaymentAccount) => Call,
  given: Readonly<Record<string, string>>,
): Promise<Connected> => {
  const { accessToken = "", locationId = "", signatureKey = "", mode = "production" } = given;
  const missing = Object.entries({ accessToken, locationId, signatureKey }).find(([, is]) => !is);
  if (missing) {
    const remedy =
      "is shown in Square's developer console, under Credentials, Locations or Webhooks";
    return { ok: false, field: missing[0], remedy };
  }
  const account = { settings: { locationId, mode }, secrets: { accessToken, signatureKey } };
  try {
    await open(account)(z.looseObject({}), `/v2/locations/${encodeURIComponent(locationId)}`);
  } catch (error) {
    if (!(error instanceof PaymentTrouble) || error.passes) throw error;
    const field = error.code === "NOT_FOUND" ? "locationId" : "accessToken";
    return { ok: false, field, remedy: `was refused by Square (${error.code})` };
  }
  return { ok: true, ...account };
};

/** developer.squareup.com/reference/square/checkout-api/create-payment-link */
const createLink = async (
  call: Call,
  { settings }: PaymentAccount,
  { paymentId, bookingId, amount, title, returnUrl }: LinkAsked,
): Promise<Link> => {
  const body = {
    idempotency_key: paymentId,
    order: {
      location_id: settings.locationId,
      reference_id: paymentId,
      metadata: { booking_id: bookingId, payment_id: paymentId },
      line_items: [
        {
          name: title,
          quantity: "1",
          base_price_money: { amount: amount.minor, currency: amount.currency },
        },
      ],
    },
    checkout_options: { redirect_url: returnUrl, allow_tipping: false },
  };
  const path = "/v2/online-checkout/payment-links";
  const { payment_link: link } = await call(LinkMade, path, { method: "POST", body });
  return { url: link.url, sessionId: link.order_id, linkId: link.id };
};

/** Deleting a link cancels its order, unless it was paid. */
const closeLink = async (call: Call, id: string): Promise<void> => {
  const path = `/v2/online-checkout/payment-links/${encodeURIComponent(id)}`;
  try {
    await call(z.unknown(), path, { method: "DELETE" });
  } catch (error) {
    const isGone = error instanceof PaymentTrouble && error.code === "NOT_FOUND";
    if (!isGone) throw error;
  }
};

const refund = async (call: Call, asked: RefundAsked): Promise<RefundTold> => {
  const { refundId, providerPaymentId, amount } = asked;
  const body = {
    idempotency_key: refundId,
    payment_id: providerPaymentId,
    amount_money: { amount: amount.minor, currency: amount.currency },
  };
  const Made = z.looseObject({ refund: Refund });
  const made = await call(Made, "/v2/refunds", { method: "POST", body });
  return { ...refundOf(made.refund), refundId };
};

/**
 * The signature is of the address Square was given, followed by the body
 * (developer.squareup.com/docs/webhooks/step3validate).
 */
const readEvent = (
  { secrets }: PaymentAccount,
  { body, headers, url }: SignedRequest,
): TrueEvent | null => {
  const given = headers["x-square-hmacsha256-signature"];
  const { signatureKey = "" } = secrets;
  if (typeof given !== "string" || signatureKey === "") return null;
  const mac = createHmac("sha256", signatureKey).update(url).update(body).digest();
  const said = Buffer.from(given, "base64");
  if (said.length !== mac.length || !timingSafeEqual(said, mac)) return null;
  const { success, data } = Event.safeParse(parseJson(body));
  return success ? { eventId: data.event_id, event: eventOf(data) } : null;
};

const parseJson = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
};

const eventOf = ({ type, data: { object } }: z.output<typeof Event>): PaymentEvent | null => {
  const { payment, refund: given } = object ?? {};
  if (type.startsWith("payment.") && payment) {
    const record = recordOf(payment);
    if (record) return { kind: "paid", ...record };
    return payment.status === "FAILED" ? { kind: "attempt_failed", page: pageOf(payment) } : null;
  }
  return type.startsWith("refund.") && given ? { kind: "refund", refund: refundOf(given) } : null;
};

const recordOf = (payment: z.output<typeof Payment>): PaymentRecord | null =>
  payment.status === "COMPLETED"
    ? {
        page: pageOf(payment),
        providerPaymentId: payment.id,
        received: { minor: payment.total_money.amount, currency: payment.total_money.currency },
      }
    : null;

const pageOf = ({ order_id = null }: { readonly order_id?: string | null | undefined }) => ({
  paymentId: null,
  sessionId: order_id,
});

const refundStates: Readonly<Record<string, RefundTold["status"]>> = {
  COMPLETED: "succeeded",
  REJECTED: "failed",
  FAILED: "failed",
};

const refundOf = ({
  id,
  status = "",
  payment_id,
  amount_money: money,
}: z.output<typeof Refund>): RefundTold => ({
  providerRefundId: id,
  refundId: null,
  providerPaymentId: payment_id ?? null,
  status: refundStates[status] ?? "pending",
  amount: { minor: money.amount, currency: money.currency },
});

const readBooks = async (
  call: Call,
  { settings }: PaymentAccount,
  since: Date,
): Promise<ProviderBooks> => {
  const query = { begin_time: since.toISOString(), location_id: settings.locationId ?? "" };
  const payments = await pages(async (cursor) => {
    const answer = await call(
      Payments,
      `/v2/payments?${new URLSearchParams({ ...query, ...cursor })}`,
    );
    return { rows: answer.payments, cursor: answer.cursor };
  });
  const refunds = await pages(async (cursor) => {
    const answer = await call(
      Refunds,
      `/v2/refunds?${new URLSearchParams({ ...query, ...cursor })}`,
    );
    return { rows: answer.refunds, cursor: answer.cursor };
  });
  return {
    payments: payments.flatMap((payment) => recordOf(payment) ?? []),
    refunds: refunds.map(refundOf),
  };
};

const pages = async <Row>(
  read: (cursor: { readonly cursor?: string }) => Promise<{
    readonly rows: readonly Row[];
    readonly cursor: string | undefined;
  }>,
): Promise<Row[]> => {
  const all: Row[] = [];
  let next: string | undefined;
  do {
    const { rows, cursor } = await read(next === undefined ? {} : { cursor: next });
    all.push(...rows);
    next = cursor;
  } while (next !== undefined);
  return all;
};
