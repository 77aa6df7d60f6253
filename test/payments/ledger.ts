/** One movement of money between two accounts; amounts are never negative. */
interface Entry {
  readonly from: string;
  readonly to: string;
  readonly minor: number;
}

/**
 * A double-entry ledger that knows nothing of the product: it is told what really happened at the
 * provider, each thing once, and says what must be true of it.
 */
export interface Ledger {
  /** A payer's money has come in on a page. */
  paid(paymentId: string, minor: number): void;
  givenBack(paymentId: string, minor: number): void;
  /** What is left with us of this payment. */
  heldOf(paymentId: string): number;
  /** All that came and all that went back. */
  totals(): { readonly came: number; readonly went: number; readonly held: number };
}

export const openLedger = (): Ledger => {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  const balance = (account: string): number =>
    entries.reduce(
      (sum, { from, to, minor }) =>
        sum + (to === account ? minor : 0) - (from === account ? minor : 0),
      0,
    );
  const accountOf = (paymentId: string) => `held:${paymentId}`;
  return {
    paid: (paymentId, minor) => {
      if (seen.has(paymentId)) throw new Error(`${paymentId} is paid once`);
      seen.add(paymentId);
      entries.push({ from: "payers", to: accountOf(paymentId), minor });
    },
    givenBack: (paymentId, minor) => {
      entries.push({ from: accountOf(paymentId), to: "payers", minor });
    },
    heldOf: (paymentId) => balance(accountOf(paymentId)),
    totals: () => {
      const sum = (wanted: (entry: Entry) => boolean) =>
        entries.filter(wanted).reduce((total, { minor }) => total + minor, 0);
      const came = sum(({ from }) => from === "payers");
      const went = sum(({ to }) => to === "payers");
      return { came, went, held: -balance("payers") };
    },
  };
};
