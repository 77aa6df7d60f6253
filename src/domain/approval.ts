/**
 * Who has the last word on what the agent says: `auto` the checks alone, `guarded` a person for what
 * is risky, `review` a person for everything, `off` people alone.
 */
export const approvalModes = ["auto", "guarded", "review", "off"] as const;
export type ApprovalMode = (typeof approvalModes)[number];

/** The modes in which the agent speaks. */
export type SpeakingMode = Exclude<ApprovalMode, "off">;

/** Why a person should look before it is done or said. */
export const riskCodes = [
  "paid_cancellation",
  "third_reschedule",
  "refund_talk",
  "price_talk",
  "complaint",
  "low_understanding",
] as const;
export type RiskCode = (typeof riskCodes)[number];

/** What waits for a person: words to be sent, or a deed to be done. */
export const suggestionKinds = ["reply", "act"] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];

/** `stale`: something was said or somebody took over before anybody decided. */
export const suggestionStatuses = ["pending", "approved", "edited", "rejected", "stale"] as const;
export type SuggestionStatus = (typeof suggestionStatuses)[number];
