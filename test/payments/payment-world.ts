import { randomUUID } from "node:crypto";

import { openConversation } from "#src/conversation/open-conversation.ts";
import { readMessages } from "#src/conversation/transcript.ts";
import type { NamedBookingRow } from "#src/db/queries/bookings.ts";
import { findBooking } from "#src/db/queries/bookings.ts";
import { listKept, type PaymentRow, type RefundRow } from "#src/db/queries/payments.ts";
import type { PaymentProviderName } from "#src/domain/payment.ts";
import { ActionAnswer } from "#src/http/contract.ts";
import { listen } from "../api/listen.ts";
import { type ApiWorld, type Holder, openApiWorld } from "../api/world.ts";
import { drain } from "./drain.ts";
import { openSquareFake, type SquareFake } from "./square-fake.ts";
import { openStripeEmulator, type StripeEmulator } from "./stripe-emulator.ts";

/** Somebody's appointment that has to be paid. */
export interface Bought {
  readonly bookingId: string;
  readonly leadId: string;
  readonly conversationId: string;
}

/** The server with a Stripe (spa) and a Square (clinic) connected over the API. */
export interface PaymentWorld extends ApiWorld {
  readonly stripe: StripeEmulator;
  readonly square: SquareFake;
  readonly origin: string;
  /** Laser hair removal at the spa, for $50, by somebody new who is in a web chat. */
  buy(start: { readonly date: string; readonly time: string }): Promise<Bought>;
  /** An implant at the clinic, for 2 000 000 ₫. */
  buyImplant(start: { readonly date: string; readonly time: string }): Promise<Bought>;
  drain(): Promise<void>;
  booking(of: Bought, holder?: Holder): Promise<NamedBookingRow>;
  payments(of: Bought): Promise<PaymentRow[]>;
  refunds(of: Bought): Promise<RefundRow[]>;
  /** What was said to the lead, in order. */
  said(of: Bought): Promise<string[]>;
  /** Sends a webhook as its provider would. */
  tell(
    provider: PaymentProviderName,
    organizationId: string,
    said: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
  ): Promise<number>;
  /** A webhook of Stripe's that the emulator does not send. */
  tellStripe(event: object, secret?: string): Promise<number>;
  kept(of: Bought): ReturnType<typeof listKept>;
}

export const openPaymentWorld = async (): Promise<PaymentWorld> => {
  const [stripe, square] = [await openStripeEmulator(), await openSquareFake()];
  const world = await openApiWorld({ publicUrl: "https://book.example.com" }, [], [], {
    ...{ stripe: stripe.apiUrl, square: square.apiUrl },
  });
  const { db, clinic, spa } = world;
  const origin = await listen(world);
  // Payers come back to this very server.
  Object.assign(world.money, { returnUrl: `${origin}/paid` });
  await connect(spa, "stripe", {
    ...{ secretKey: stripe.secretKey, webhookSecret: stripe.webhookSecret },
  });
  await connect(clinic, "square", square.credentials);
  const implant = await clinic.service("Implant");
  await clinic.ask("PATCH", `/services/${implant}`, { paymentMethods: ["card", "bank_transfer"] });
  stripe.forwardTo(`${origin}/webhooks/payments/stripe/${spa.organizationId}`);
  square.forwardTo(
    `https://book.example.com/webhooks/payments/square/${clinic.organizationId}`,
    origin,
  );
  const organizationOf = async ({ bookingId }: Bought): Promise<string> =>
    (
      await db
        .selectFrom("bookings")
        .select("organization_id")
        .where("id", "=", bookingId)
        .executeTakeFirstOrThrow()
    ).organization_id;
  const tell: PaymentWorld["tell"] = async (provider, organizationId, { body, headers }) => {
    const answer = await fetch(`${origin}/webhooks/payments/${provider}/${organizationId}`, {
      ...{ method: "POST", body },
      headers: { "content-type": "application/json", ...headers },
    });
    return answer.status;
  };
  return {
    ...world,
    ...{ stripe, square, origin, tell },
    tellStripe: (event, secret) => {
      const { body, signature } = stripe.signed(event, secret);
      return tell("stripe", spa.organizationId, {
        body,
        headers: { "stripe-signature": signature },
      });
    },
    buy: (start) => buy(world, spa, "Laser", start),
    buyImplant: (start) => buy(world, clinic, "Implant", start),
    drain: () => drain(world.money),
    booking: async (of) => {
      const row = await findBooking(db, await organizationOf(of), of.bookingId);
      if (!row) throw new Error(`there is no booking ${of.bookingId}`);
      return row;
    },
    payments: ({ bookingId }) =>
      db
        .selectFrom("payments")
        .selectAll()
        .where("booking_id", "=", bookingId)
        .orderBy("created_at")
        .execute(),
    refunds: ({ bookingId }) =>
      db
        .selectFrom("refunds")
        .innerJoin("payments", "payments.id", "refunds.payment_id")
        .selectAll("refunds")
        .where("payments.booking_id", "=", bookingId)
        .orderBy("refunds.created_at")
        .execute(),
    kept: async (of) => listKept(db, await organizationOf(of), of.bookingId),
    said: async (of) => {
      const key = { organizationId: await organizationOf(of), conversationId: of.conversationId };
      const messages = await readMessages(db, key, { afterSeq: 0, limit: 100 });
      return messages.map(({ text }) => text);
    },
    close: async () => {
      await world.close();
      await stripe.close();
      square.close();
    },
  };
};

const connect = async (holder: Holder, provider: string, credentials: object): Promise<void> => {
  const { status, body } = await holder.ask("PUT", `/payment-accounts/${provider}`, credentials);
  if (status !== 200) throw new Error(`${provider} was not connected: ${JSON.stringify(body)}`);
};

let phones = 0;

const buy = async (
  { db, now }: ApiWorld,
  holder: Holder,
  service: string,
  start: { readonly date: string; readonly time: string },
): Promise<Bought> => {
  const { organizationId } = holder;
  const conversationId = randomUUID();
  await openConversation(
    db,
    { organizationId, conversationId, address: conversationId, language: null },
    {
      ...{ channel: "web-chat", account: "site", now: now(), newId: randomUUID },
      greet: async () => ({ text: "Xin chào!", choices: [] }),
    },
  );
  const { lead_id: leadId } = await db
    .selectFrom("conversations")
    .select("lead_id")
    .where("id", "=", conversationId)
    .executeTakeFirstOrThrow();
  phones += 1;
  const phone = `+8491${String(2_000_000 + phones)}`;
  await db.updateTable("leads").set({ phone, name: "Lan" }).where("id", "=", leadId).execute();
  const answer = await holder.ask("POST", "/bookings", {
    ...{ leadId, serviceId: await holder.service(service), ...start },
  });
  const { booking } = answer.as(ActionAnswer);
  return { bookingId: booking.booking_id, leadId, conversationId };
};
