import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { paymentProviderNames } from "#src/domain/payment.ts";
import { listPaymentAccounts, savePaymentAccount } from "#src/payments/accounts.ts";
import { PaymentTrouble } from "#src/payments/payments.ts";
import { managers } from "../access.ts";
import { failed, ok } from "../answer.ts";
import type { ApiCall } from "../auth.ts";
import {
  ConnectAccount,
  PaymentAccountAnswer,
  PaymentAccountList,
  type PaymentAccountRecord,
} from "../contract/payment.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Payments";

/** The accounts an organization takes money with. */
export const mountPaymentAccounts = (http: FastifyInstance, deps: ServerDeps): void => {
  const { db, payments, now } = deps;

  mountRoute(http, {
    method: "GET",
    url: "/payment-accounts",
    tag,
    access: managers,
    summary: "Connected payment accounts, without their secrets",
    answers: { 200: PaymentAccountList },
    run: async ({ call }) => ok({ success: true, accounts: await listed(deps, call) }),
  });

  mountRoute(http, {
    method: "PUT",
    url: "/payment-accounts/:provider",
    tag,
    access: managers,
    summary: "Connect a payment account, or replace its credentials",
    params: z.object({ provider: z.enum(paymentProviderNames) }),
    body: ConnectAccount,
    answers: { 200: PaymentAccountAnswer },
    run: async ({ call, params: { provider }, body }) => {
      const organizationId = call.organization.id;
      const connected = await payments.providers[provider].connect(body).catch(unreachable);
      if (connected === null) return failed("PROVIDER_UNREACHABLE", call.language);
      if (!connected.ok) {
        const { field, remedy } = connected;
        const message = `${field} ${remedy}`;
        return { status: 400, body: { success: false, error: "INVALID_INPUT", message, field } };
      }
      const { settings, secrets } = connected;
      const account = { organizationId, provider, settings, secrets };
      await savePaymentAccount(db, payments.secretsKey, account, now());
      const shown = (await listed(deps, call)).find((one) => one.provider === provider);
      if (!shown) throw new Error("an account vanished as it was saved");
      return ok({ success: true, account: shown });
    },
  });
};

const unreachable = (error: unknown): null => {
  if (error instanceof PaymentTrouble) return null;
  throw error;
};

const listed = async (
  { db, settings: { publicUrl } }: ServerDeps,
  { organization }: ApiCall,
): Promise<z.output<typeof PaymentAccountRecord>[]> =>
  (await listPaymentAccounts(db, organization.id)).map(({ provider, settings, ...row }) => ({
    ...{ provider, settings },
    webhook_url:
      publicUrl && new URL(`/webhooks/payments/${provider}/${organization.id}`, publicUrl).href,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    reconciled_at: row.reconciled_at?.toISOString() ?? null,
  }));
