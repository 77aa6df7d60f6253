import type { Money } from "#src/domain/money.ts";
import type { PaymentProviderName, RefundStatus } from "#src/domain/payment.ts";

/** What a provider is reached with, as an organization has connected it. */
export interface PaymentAccount {
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** A page that takes one amount for one booking. */
export interface LinkAsked {
  /** Ours; the provider makes one page for it however often it is asked. */
  readonly paymentId: string;
  readonly bookingId: string;
  readonly organizationId: string;
  readonly amount: Money;
  /** What it is for, as the payer reads it. */
  readonly title: string;
  /** Where the payer goes afterwards. */
  readonly returnUrl: string;
  readonly askedAt: Date;
  /** The page may stay open longer than this; we close it. */
  readonly expiresAt: Date;
}

export interface Link {
  readonly url: string;
  /** What events name it by. */
  readonly sessionId: string;
  /** What it is closed by. */
  readonly linkId: string;
}

export interface RefundAsked {
  readonly refundId: string;
  /** The provider's id of the payment. */
  readonly providerPaymentId: string;
  readonly amount: Money;
}

export interface RefundTold {
  readonly providerRefundId: string;
  /** Ours, where the provider keeps it. */
  readonly refundId: string | null;
  readonly providerPaymentId: string | null;
  readonly status: Exclude<RefundStatus, "requested">;
  readonly amount: Money;
}

/** Which page an event or a record is about; our own id where the provider keeps it. */
export interface PageRef {
  readonly paymentId: string | null;
  readonly sessionId: string | null;
}

export type PaymentEvent =
  | {
      readonly kind: "paid";
      readonly page: PageRef;
      readonly providerPaymentId: string;
      readonly received: Money;
    }
  | { readonly kind: "attempt_failed"; readonly page: PageRef }
  | { readonly kind: "page_closed"; readonly page: PageRef }
  | { readonly kind: "refund"; readonly refund: RefundTold };

/** What a webhook says, once its signature has proven true. */
export interface TrueEvent {
  readonly eventId: string;
  /** Null: nothing we act on. */
  readonly event: PaymentEvent | null;
}

export interface SignedRequest {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As the provider knows it. */
  readonly url: string;
}

/** Money as the provider has it, for comparing. */
export interface PaymentRecord {
  readonly page: PageRef;
  readonly providerPaymentId: string;
  readonly received: Money;
}

export interface ProviderBooks {
  readonly payments: readonly PaymentRecord[];
  readonly refunds: readonly RefundTold[];
}

export type Connected =
  | ({ readonly ok: true } & PaymentAccount)
  /** What is missing or wrong, and the remedy in a sentence. */
  | { readonly ok: false; readonly field: string; readonly remedy: string };

/**
 * A company that takes money on a page of its own. Calls may throw `PaymentTrouble`; asking again with
 * the same ids has one effect.
 */
export interface PaymentProvider {
  readonly name: PaymentProviderName;
  /** Checks credentials with the provider and sorts them into settings and secrets. */
  connect(given: Readonly<Record<string, string>>): Promise<Connected>;
  createLink(account: PaymentAccount, asked: LinkAsked): Promise<Link>;
  /** Afterwards nothing can be paid there any more; what was paid before stays paid. */
  closeLink(account: PaymentAccount, link: Pick<Link, "linkId">): Promise<void>;
  refund(account: PaymentAccount, asked: RefundAsked): Promise<RefundTold>;
  /** Null when the signature does not prove it to be the provider's. */
  readEvent(account: PaymentAccount, request: SignedRequest): TrueEvent | null;
  /** Payments of our pages and refunds since then. */
  readBooks(account: PaymentAccount, since: Date): Promise<ProviderBooks>;
}

export type PaymentProviders = Readonly<Record<PaymentProviderName, PaymentProvider>>;

/** A call that failed. `code` is a short identifier and never holds words or secrets. */
export class PaymentTrouble extends Error {
  readonly code: string;
  /** Whether asking again can help. */
  readonly passes: boolean;

  constructor(code: string, { passes }: { readonly passes: boolean }) {
    super(`the payment provider answered ${code}`);
    this.name = "PaymentTrouble";
    this.code = code;
    this.passes = passes;
  }
}
