import Stripe from "stripe";
import { z } from "zod";

import type { Money } from "#src/domain/money.ts";
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
/** Pages stay open 30 minutes at least (docs.stripe.com/api/checkout/sessions/create, expires_at). */
const leastOpenMs = 40 * 60_000;
/** Stripe counts these in hundredths, which they do not have (docs.stripe.com/currencies#special-cases). */
const countedOtherwise = ["ISK", "UGX"];

const Metadata = z.looseObject({ payment_id: z.string().optional() }).nullish();
const Ids = z.union([z.string(), z.looseObject({ id: z.string() })]).nullish();
const Session = z.looseObject({
  id: z.string(),
  payment_status: z.string(),
  amount_total: z.number().nullish(),
  currency: z.string().nullish(),
  payment_intent: Ids,
  metadata: Metadata,
});
const Intent = z.looseObject({ id: z.string(), metadata: Metadata });
const Refund = z.looseObject({
  id: z.string(),
  amount: z.number(),
  currency: z.string(),
  status: z.string().nullish(),
  payment_intent: Ids,
  metadata: z.looseObject({ refund_id: z.string().optional() }).nullish(),
});
const Event = z.looseObject({
  id: z.string(),
  type: z.string(),
  data: z.looseObject({ object: z.unknown() }),
});

/** `apiUrl` lets another server stand in for api.stripe.com. */
export const createStripe = (apiUrl: string | null = null): PaymentProvider => {
  const open = ({ secrets }: Pick<PaymentAccount, "secrets">) => clientOf(apiUrl, secrets);
  return {
    name: "stripe",
    connect: (given) => connect(open, given),
    createLink: (account, asked) => told(createLink(open(account), asked)),
    closeLink: (account, { linkId }) => told(closeLink(open(account), linkId)),
    refund: (account, asked) => told(refund(open(account), asked)),
    readEvent: (account, request) => readEvent(open(account), account, request),
    readBooks: (account, since) => told(readBooks(open(account), since)),
  };
};

const clientOf = (apiUrl: string | null, secrets: PaymentAccount["secrets"]): Stripe => {
  const common = { timeout: timeoutMs, maxNetworkRetries: 1, telemetry: false } as const;
  const key = secrets.secretKey ?? "";
  if (apiUrl === null) return new Stripe(key, common);
  const { protocol, hostname, port } = new URL(apiUrl);
  return new Stripe(key, {
    ...common,
    protocol: protocol === "http:" ? "http" : "https",
    host: hostname,
    ...(port !== "" && { port: Number(port) }),
  });
};

const connect = async (
  open: (account: Pick<PaymentAccount, "secrets">) => Stripe,
  { secretKey = "", webhookSecret = "" }: Readonly<Record<string, string>>,
): Promise<Connected> => {
  if (!/^(sk|rk)_/u.test(secretKey)) {
    const remedy =
      "is a secret or restricted key of your Stripe dashboard: it starts with sk_ or rk_";
    return { ok: false, field: "secretKey", remedy };
  }
  if (!webhookSecret.startsWith("whsec_")) {
    const remedy = "is shown by Stripe once the webhook endpoint is added: it starts with whsec_";
    return { ok: false, field: "webhookSecret", remedy };
  }
  const secrets = { secretKey, webhookSecret };
  try {
    await told(open({ secrets }).checkout.sessions.list({ limit: 1 }));
  } catch (error) {
    if (!(error instanceof PaymentTrouble) || error.passes) throw error;
    const remedy = `was refused by Stripe (${error.code}): it must be allowed to write Checkout Sessions, Products, Prices and Refunds`;
    return { ok: false, field: "secretKey", remedy };
  }
  return { ok: true, settings: { mode: secretKey.includes("_test_") ? "test" : "live" }, secrets };
};

/** Prices of their own, as not every server that stands in knows inline ones. */
const createLink = async (stripe: Stripe, asked: LinkAsked): Promise<Link> => {
  const { paymentId, bookingId, organizationId, amount, title, returnUrl } = asked;
  if (countedOtherwise.includes(amount.currency)) {
    throw new PaymentTrouble("currency_unsupported", { passes: false });
  }
  const once = (what: string) => ({ idempotencyKey: `${paymentId}-${what}` });
  const metadata = {
    payment_id: paymentId,
    booking_id: bookingId,
    organization_id: organizationId,
  };
  const product = await stripe.products.create({ name: title, metadata }, once("product"));
  const price = await stripe.prices.create(
    { product: product.id, currency: amount.currency.toLowerCase(), unit_amount: amount.minor },
    once("price"),
  );
  // The same whenever it is asked again: an idempotency key stands for the same parameters.
  const expiresAt = Math.max(asked.expiresAt.getTime(), asked.askedAt.getTime() + leastOpenMs);
  const session = await stripe.checkout.sessions.create(
    {
      mode: "payment",
      line_items: [{ price: price.id, quantity: 1 }],
      client_reference_id: bookingId,
      metadata,
      payment_intent_data: { metadata },
      success_url: returnUrl,
      expires_at: Math.floor(expiresAt / 1000),
    },
    once("session"),
  );
  if (!session.url) throw new PaymentTrouble("no_page", { passes: false });
  return { url: session.url, sessionId: session.id, linkId: session.id };
};

const closeLink = async (stripe: Stripe, id: string): Promise<void> => {
  try {
    await stripe.checkout.sessions.expire(id);
  } catch (error) {
    const { status } = await stripe.checkout.sessions.retrieve(id);
    // Paid or closed meanwhile: its own event tells which.
    if (status === "open") throw error;
  }
};

const refund = async (stripe: Stripe, asked: RefundAsked): Promise<RefundTold> => {
  const { refundId, providerPaymentId, amount } = asked;
  const answer = await stripe.refunds.create(
    {
      payment_intent: providerPaymentId,
      amount: amount.minor,
      metadata: { refund_id: refundId },
    },
    { idempotencyKey: refundId },
  );
  return refundOf(Refund.parse(answer));
};

const readEvent = (
  stripe: Stripe,
  { secrets }: PaymentAccount,
  { body, headers }: SignedRequest,
): TrueEvent | null => {
  const signature = headers["stripe-signature"];
  const { webhookSecret = "" } = secrets;
  if (typeof signature !== "string" || webhookSecret === "") return null;
  try {
    const proven: unknown = stripe.webhooks.constructEvent(body, signature, webhookSecret);
    const parsed = Event.safeParse(proven);
    if (!parsed.success) return null;
    const { id, type, data } = parsed.data;
    return { eventId: id, event: eventOf(type, data.object) };
  } catch (error) {
    const isForged = error instanceof Stripe.errors.StripeSignatureVerificationError;
    if (isForged || error instanceof SyntaxError) return null;
    throw error;
  }
};

const eventOf = (type: string, object: unknown): PaymentEvent | null => {
  switch (type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
      return paidOf(Session.parse(object));
    case "checkout.session.async_payment_failed":
      return { kind: "attempt_failed", page: pageOf(Session.parse(object)) };
    case "payment_intent.payment_failed": {
      const { metadata } = Intent.parse(object);
      const paymentId = metadata?.payment_id ?? null;
      return { kind: "attempt_failed", page: { paymentId, sessionId: null } };
    }
    case "checkout.session.expired":
      return { kind: "page_closed", page: pageOf(Session.parse(object)) };
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
      return { kind: "refund", refund: refundOf(Refund.parse(object)) };
    default:
      return null;
  }
};

/** Null while a payment that takes days is on its way. */
const paidOf = (session: z.output<typeof Session>): PaymentEvent | null => {
  const record = recordOf(session);
  return record && { kind: "paid", ...record };
};

const recordOf = (session: z.output<typeof Session>): PaymentRecord | null => {
  const { payment_status, amount_total, currency, payment_intent } = session;
  const providerPaymentId = idOf(payment_intent);
  if (payment_status !== "paid" || providerPaymentId === null) return null;
  const received = moneyOf(amount_total ?? 0, currency ?? "");
  return { page: pageOf(session), providerPaymentId, received };
};

const pageOf = ({ id, metadata }: z.output<typeof Session>) => ({
  paymentId: metadata?.payment_id ?? null,
  sessionId: id,
});

const idOf = (of: z.output<typeof Ids>): string | null =>
  typeof of === "string" ? of : (of?.id ?? null);

const moneyOf = (minor: number, currency: string): Money => ({
  minor,
  currency: currency.toUpperCase(),
});

const refundStates: Readonly<Record<string, RefundTold["status"]>> = {
  succeeded: "succeeded",
  failed: "failed",
  canceled: "failed",
};

const refundOf = (of: z.output<typeof Refund>): RefundTold => ({
  providerRefundId: of.id,
  refundId: of.metadata?.refund_id ?? null,
  providerPaymentId: idOf(of.payment_intent),
  status: refundStates[of.status ?? ""] ?? "pending",
  amount: moneyOf(of.amount, of.currency),
});

/** Pages of ours carry our id; what else the organization sells is none of our business. */
const readBooks = async (stripe: Stripe, since: Date): Promise<ProviderBooks> => {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const payments: PaymentRecord[] = [];
  for await (const session of stripe.checkout.sessions.list({ created, limit: 100 })) {
    const record = recordOf(Session.parse(session));
    if (record?.page.paymentId) payments.push(record);
  }
  const refunds: RefundTold[] = [];
  for await (const one of stripe.refunds.list({ created, limit: 100 })) {
    refunds.push(refundOf(Refund.parse(one)));
  }
  return { payments, refunds };
};

/** The library's errors carry the request: only their code goes on. */
const told = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (error) {
    // Also a gateway's own failure: the library takes an answer without an error in it for a success.
    if (error instanceof z.ZodError)
      throw new PaymentTrouble("unreadable_answer", { passes: true });
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const { statusCode = 0, code, type } = error;
    const passes =
      statusCode === 0 || statusCode === 409 || statusCode === 429 || statusCode >= 500;
    throw new PaymentTrouble(code ?? type, { passes });
  }
};
