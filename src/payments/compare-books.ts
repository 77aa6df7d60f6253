import type { Money } from "#src/domain/money.ts";
import { sameMoney } from "#src/domain/money.ts";
import type { RefundStatus } from "#src/domain/payment.ts";
import type { ProviderBooks } from "./payments.ts";

/** Money as our database has it. */
export interface OurBooks {
  readonly payments: readonly {
    readonly id: string;
    readonly providerPaymentId: string;
    readonly received: Money;
  }[];
  readonly refunds: readonly {
    readonly id: string;
    readonly providerRefundId: string;
    readonly status: RefundStatus;
    readonly amount: Money;
  }[];
}

export const differenceKinds = [
  "payment_missing_here",
  "payment_missing_there",
  "payment_amount",
  "refund_missing_here",
  "refund_missing_there",
  "refund_amount",
  "refund_status",
] as const;

/** One place where a provider's books and ours say different things. */
export interface Difference {
  readonly kind: (typeof differenceKinds)[number];
  /** The provider's id of the payment or refund. */
  readonly subject: string;
  readonly ours: string | null;
  readonly theirs: string | null;
}

/** Everything in which the two differ, by the provider's ids; what agrees is not named. */
export const compareBooks = (ours: OurBooks, theirs: ProviderBooks): Difference[] => [
  ...payments(ours, theirs),
  ...refunds(ours, theirs),
];

const payments = (ours: OurBooks, theirs: ProviderBooks): Difference[] => {
  const here = new Map(ours.payments.map((one) => [one.providerPaymentId, one]));
  const there = new Map(theirs.payments.map((one) => [one.providerPaymentId, one]));
  return subjectsOf(here, there).flatMap((subject): Difference[] => {
    const [our, their] = [here.get(subject), there.get(subject)];
    const said = {
      subject,
      ours: our ? say(our.received) : null,
      theirs: their ? say(their.received) : null,
    };
    if (!our) return [{ kind: "payment_missing_here", ...said }];
    if (!their) return [{ kind: "payment_missing_there", ...said }];
    return sameMoney(our.received, their.received) ? [] : [{ kind: "payment_amount", ...said }];
  });
};

const refunds = (ours: OurBooks, theirs: ProviderBooks): Difference[] => {
  const here = new Map(ours.refunds.map((one) => [one.providerRefundId, one]));
  const known = new Set(ours.payments.map(({ providerPaymentId }) => providerPaymentId));
  // Of payments that are none of ours the provider's books hold refunds, too.
  const theirRefunds = theirs.refunds.filter(
    ({ providerRefundId, providerPaymentId }) =>
      here.has(providerRefundId) || known.has(providerPaymentId ?? ""),
  );
  const there = new Map(theirRefunds.map((one) => [one.providerRefundId, one]));
  return subjectsOf(here, there).flatMap((subject): Difference[] => {
    const [our, their] = [here.get(subject), there.get(subject)];
    const said = {
      subject,
      ours: our ? `${our.status} ${say(our.amount)}` : null,
      theirs: their ? `${their.status} ${say(their.amount)}` : null,
    };
    if (!our) return [{ kind: "refund_missing_here", ...said }];
    if (!their) return [{ kind: "refund_missing_there", ...said }];
    if (!sameMoney(our.amount, their.amount)) return [{ kind: "refund_amount", ...said }];
    return our.status === their.status ? [] : [{ kind: "refund_status", ...said }];
  });
};

const subjectsOf = (here: Map<string, unknown>, there: Map<string, unknown>): string[] =>
  [...new Set([...here.keys(), ...there.keys()])].sort();

const say = ({ minor, currency }: Money): string => `${minor} ${currency}`;
