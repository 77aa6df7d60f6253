import type { PaymentDeps } from "#src/lifecycle/payments/payment-deps.ts";
import { createSquare } from "#src/payments/square.ts";
import { createStripe } from "#src/payments/stripe.ts";
import type { Config } from "./config.ts";
import { deriveKey } from "./secrets.ts";
import type { House } from "./start-house.ts";

/** What looks after money, with the providers' own addresses unless others stand in. */
export const openPayments = ({ turns, secret }: House, config: Config): PaymentDeps => ({
  ...turns,
  providers: {
    stripe: createStripe(config.STRIPE_API_URL ?? null),
    square: createSquare(config.SQUARE_API_URL ?? null),
  },
  secretsKey: deriveKey(secret, "payment-secrets"),
  returnUrl: new URL("/paid", config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`).href,
});
