import { Badge, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";

import {
  PaymentAccountAnswer,
  PaymentAccountList,
  type PaymentAccountRecord,
} from "#src/http/contract/payment.ts";
import { ask } from "../api/ask.ts";
import { meQuery } from "../api/me.ts";
import { useTexts } from "../texts/language.ts";
import { accountsTexts } from "./accounts-texts.ts";
import { Copyable } from "./copyable.tsx";
import { type Field, valuesOf } from "./field.ts";
import { FieldsForm } from "./fields-form.tsx";
import { RefundSteps } from "./refund-steps.tsx";
import { Loaded, Section } from "./section.tsx";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";
import { RowMove } from "./thing-row.tsx";
import { organizationQuery } from "./use-organization.ts";

type Account = z.output<typeof PaymentAccountRecord>;
type Provider = Account["provider"];

const names: Readonly<Record<Provider, string>> = { stripe: "Stripe", square: "Square" };

/** Where money goes. */
export const Payments = () => {
  const texts = useTexts(accountsTexts);
  const accounts = useQuery({
    queryKey: ["set-up", "/payment-accounts"],
    queryFn: async ({ signal }) =>
      (await ask(PaymentAccountList, "GET", "/payment-accounts", { signal })).accounts,
  });
  const organization = useQuery(organizationQuery);
  return (
    <Section title={useTexts(setUpTexts).sections.payments} lead={texts.paymentsLead}>
      <Loaded query={accounts}>
        {(list) => (
          <>
            {(["stripe", "square"] as const).map((provider) => (
              <ProviderCard
                key={provider}
                provider={provider}
                account={list.find((one) => one.provider === provider)}
              />
            ))}
          </>
        )}
      </Loaded>
      <Loaded query={organization}>
        {({ policy: { refundSteps } }) => (
          <RefundSteps key={JSON.stringify(refundSteps)} told={refundSteps} />
        )}
      </Loaded>
    </Section>
  );
};

interface ProviderCardProps {
  readonly provider: Provider;
  readonly account: Account | undefined;
}

const ProviderCard = ({ provider, account }: ProviderCardProps) => {
  const texts = useTexts(accountsTexts);
  const queries = useQueryClient();
  const organization = useQuery(meQuery).data?.organization.organization_id;
  const [isOpen, setOpen] = useState(false);
  const fields = usePaymentFields()[provider];
  const send = async (body: Record<string, unknown>): Promise<void> => {
    await ask(PaymentAccountAnswer, "PUT", `/payment-accounts/${provider}`, { body });
    setOpen(false);
    await queries.invalidateQueries({ queryKey: ["set-up"] });
  };
  // The provider asks for the address before it gives the secret the account is connected with.
  const path = `/webhooks/payments/${provider}/${organization}`;
  const webhook = account?.webhook_url ?? new URL(path, window.location.origin).href;
  return (
    <div className={classes.card}>
      <div className={classes.row}>
        <div className={classes.rowWords}>
          <Title order={2} size={16}>
            {names[provider]}{" "}
            {account && (
              <Badge size="sm" variant="light" color="green" c="var(--good)">
                {texts.connected}
              </Badge>
            )}
          </Title>
          {account?.settings.mode && (
            <Text size="sm" c="var(--quiet)">
              {texts.mode}: {account.settings.mode}
            </Text>
          )}
        </div>
        <RowMove
          label={account ? texts.reconnect : texts.connect}
          name={names[provider]}
          act={() => setOpen(!isOpen)}
          isPlain
        />
      </div>
      {(isOpen || account) && (
        <div className={classes.padded}>
          <Text size="sm" c="var(--quiet)" mb={6}>
            {texts.webhookHint}
          </Text>
          <Copyable label={`${texts.webhook} ${names[provider]}`} value={webhook} />
        </div>
      )}
      {isOpen && (
        <div className={classes.padded}>
          <FieldsForm
            fields={fields}
            initial={valuesOf(fields, provider === "square" ? { mode: "production" } : {})}
            {...{ send, label: texts.connect }}
            whole
          />
        </div>
      )}
    </div>
  );
};

const usePaymentFields = (): Readonly<Record<Provider, readonly Field[]>> => {
  const texts = useTexts(accountsTexts);
  const secret = (name: string, label: string, hint: string): Field => ({
    ...{ name, kind: "secret", label, hint: `${hint} ${texts.kept}`, needed: true, wide: true },
  });
  return {
    stripe: [
      secret("secretKey", texts.secretKey, texts.secretKeyHint),
      secret("webhookSecret", texts.webhookSecret, texts.webhookSecretHint),
    ],
    square: [
      secret("accessToken", texts.accessToken, texts.accessTokenHint),
      {
        ...{ name: "locationId", kind: "text", needed: true, wide: true },
        ...{ label: texts.squareLocation, hint: texts.squareLocationHint },
      },
      secret("signatureKey", texts.signatureKey, texts.signatureKeyHint),
      {
        ...{ name: "mode", kind: "choice", label: texts.mode, needed: true, wide: true },
        options: Object.entries(texts.modes).map(([value, label]) => ({ value, label })),
      },
    ],
  };
};
