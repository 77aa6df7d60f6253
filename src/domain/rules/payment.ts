import { sameMoney } from "../money.ts";
import { check, type Rule } from "./rule.ts";

export const paymentRequired: Rule = ({ booking }) =>
  check(booking.payment.required, "payment is required", "this booking needs no payment");

export const paymentMethodKnown: Rule = ({ booking }) =>
  check(
    booking.payment.method !== null,
    `paid by ${booking.payment.method}`,
    "no way to pay is chosen",
  );

const paid = ["received", "settled"];

export const notAlreadyPaid: Rule = ({ booking }) =>
  check(
    !paid.includes(booking.payment.status ?? ""),
    "not paid yet",
    "this booking is paid already",
  );

/** A verified webhook proves a payment; sales prove one by its reference. */
export const paymentReceived: Rule = ({ facts, actor }) => {
  const { payment } = facts;
  const proven =
    payment?.received != null && (actor === "sales" ? !!payment.reference : payment.verified);
  return check(proven, "the payment is proven", "no verified payment is known");
};

export const amountMatches: Rule = ({ facts, booking }) => {
  const received = facts.payment?.received ?? null;
  const due = booking.payment.amount;
  return check(
    received !== null && due !== null && sameMoney(received, due),
    "the amount is the one due",
    "the amount received is not the amount due",
  );
};

export const paymentSettled: Rule = ({ booking }) =>
  check(
    paid.includes(booking.payment.status ?? ""),
    "the payment is settled",
    "the payment is not settled",
  );

export const paymentSettledOrNotRequired: Rule = (attempt) =>
  attempt.booking.payment.required
    ? paymentSettled(attempt)
    : check(true, "this booking needs no payment", "");
