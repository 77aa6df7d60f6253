import type { Actor } from "./booking-states.ts";
import type { Money } from "./money.ts";

/**
 * `requested`: a link is being made; `open`: it can be paid; `closed`: it ended unpaid; `flagged`: money
 * came that does not fit, and people decide. The database holds the same lattice.
 */
export const paymentStatuses = ["requested", "open", "closed", "paid", "flagged"] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

export const refundStatuses = ["requested", "pending", "succeeded", "failed"] as const;
export type RefundStatus = (typeof refundStatuses)[number];

/** Companies whose pages take money for us. */
export const paymentProviderNames = ["stripe", "square"] as const;
export type PaymentProviderName = (typeof paymentProviderNames)[number];

/**
 * Who takes a payment by this method: `card` whatever company the organization has connected, a company's
 * name that one. Null: people see to it and record it (a bank transfer, at the clinic).
 */
export const takerOf = (
  method: string | null,
  connected: readonly PaymentProviderName[],
): PaymentProviderName | null =>
  connected.find((name) => method === "card" || method === name) ?? null;

/** What of a price is asked for in advance, for one person; all of it when both are null. */
export interface Deposit {
  readonly minor: number | null;
  readonly percent: number | null;
}

/** Never more than the price; parts of a minor unit are rounded, halves up. */
export const amountInAdvance = (
  due: number,
  { minor, percent }: Deposit,
  participants: number,
): number => {
  if (minor !== null) return Math.min(minor * participants, due);
  return percent === null ? due : Math.round((due * percent) / 100);
};

/** From so many hours before the appointment on, a cancellation gives back so much. */
export interface RefundStep {
  readonly hoursBefore: number;
  readonly percent: number;
}

interface Cancelled {
  readonly by: Actor;
  readonly now: Date;
  /** Of the appointment; null when there was none any more. */
  readonly start: Date | null;
}

const hour = 3_600_000;

/**
 * What is given back of a payment when its booking is cancelled; null: people decide. What the house
 * or its staff take away is given back whole. Parts of a minor unit are the lead's.
 */
export const refundDue = (
  steps: readonly RefundStep[] | null,
  paid: Money,
  { by, now, start }: Cancelled,
): Money | null => {
  if (steps === null) return null;
  if (start === null || by === "system" || by === "provider") return paid;
  const hours = (start.getTime() - now.getTime()) / hour;
  const reached = steps.filter(({ hoursBefore }) => hours >= hoursBefore);
  const percent = Math.max(0, ...reached.map((step) => step.percent));
  return { ...paid, minor: Math.min(Math.ceil((paid.minor * percent) / 100), paid.minor) };
};
