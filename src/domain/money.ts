/** An amount in minor units of its ISO 4217 currency: 1 500 000 VND is 1500000, 20.50 USD is 2050. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

export const sameMoney = (a: Money, b: Money): boolean =>
  a.minor === b.minor && a.currency === b.currency;
