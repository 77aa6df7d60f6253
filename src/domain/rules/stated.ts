import { check, type Rule } from "./rule.ts";

export const reasonCaptured: Rule = ({ facts }) =>
  check(!!facts.reason?.trim(), "a reason is recorded", "no reason is given");

/** A lead cancels by a yes to the question what exactly is cancelled; anybody else by their act. */
export const explicitCancellation: Rule = ({ facts, booking, actor }) => {
  if (actor !== "lead") return check(true, `asked for by ${actor}`, "");
  const { consent } = facts;
  const sound =
    (consent?.kind === "message" && consent.leadId === booking.leadId && !consent.alreadyUsed) ||
    (consent?.kind === "page" && consent.leadId === booking.leadId);
  return check(sound, "the lead confirmed the cancellation", "the lead has not confirmed it");
};

export const reopenedByMessage: Rule = ({ facts, actor }) =>
  check(
    actor === "sales" || facts.reopenedByMessageId !== null,
    "a new message came",
    "no new message came",
  );

export const failureNamed: Rule = ({ facts }) =>
  check(!!facts.failure?.trim(), `failed: ${facts.failure}`, "the failure is not named");

export const returnsToStateBefore: Rule = ({ booking, to }) =>
  check(
    booking.stateBeforeError === to,
    `was ${to} before the error`,
    `was ${booking.stateBeforeError ?? "nothing known"} before the error`,
    { state: booking.stateBeforeError ?? "" },
  );
