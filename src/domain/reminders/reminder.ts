import type { Language } from "../facts.ts";

/** What falls due for a booking by itself; of those due at once the first is done first. */
export const reminderKinds = [
  /** A week before: does the lead confirm? */
  "confirm",
  /** Days before: how to prepare, in the service's own words. */
  "prepare",
  /** The day before: asks for a yes, again when nothing comes back. */
  "day_before",
  /** Hours before. */
  "soon",
  /** People are told that nobody answered. */
  "unanswered",
  /** The booking waits for its show-up, whether anything was said or not. */
  "start",
  /** People are asked whether the lead came. */
  "show_up",
  /** Nobody said that the lead came. */
  "no_show",
  /** Another time instead of the missed one. */
  "missed",
  /** How was it? */
  "feedback",
  /** The next visit. */
  "recall",
  /** A lead who fell silent is asked once more. */
  "reengage",
] as const;

export type ReminderKind = (typeof reminderKinds)[number];

/**
 * How far from the instant it is reckoned from. Days keep the hour on the wall clock where a clock is
 * changed between; minutes are elapsed.
 */
export type Distance = { readonly days: number } | { readonly minutes: number };

/** One kind as a business wants it; null where it does not want it. */
export type Reminder = Distance & {
  /** Said instead of our own words, with `{service}`, `{time}` and the like filled in. */
  readonly text?: Readonly<Partial<Record<Language, string>>>;
};

/** What a business may put into its own words. */
export const reminderBlanks = ["service", "time", "provider", "location", "business"] as const;

/** Set at four levels like every rule: the nearest one that says something wins, kind by kind. */
export interface ReminderRules {
  readonly confirmReminder: Reminder | null;
  /** Null unless a service says how to prepare. */
  readonly prepareReminder: Reminder | null;
  readonly dayBeforeReminder: Reminder | null;
  readonly soonReminder: Reminder | null;
  /** After the start; told to people, not to the lead. */
  readonly showUpCheck: Reminder | null;
  /** After a no-show. */
  readonly missedOffer: Reminder | null;
  /** After a visit. */
  readonly feedbackRequest: Reminder | null;
  /** After the start of a visit; null unless a service has an interval. */
  readonly recallOffer: Reminder | null;
  /** After a booking was abandoned. */
  readonly reengagement: Reminder | null;
}

export const defaultReminders: ReminderRules = {
  confirmReminder: { days: 7 },
  prepareReminder: null,
  dayBeforeReminder: { minutes: 24 * 60 },
  soonReminder: { minutes: 2 * 60 },
  showUpCheck: { minutes: 30 },
  missedOffer: { minutes: 0 },
  feedbackRequest: { days: 1 },
  recallOffer: null,
  reengagement: { days: 3 },
};

const ruleOf = {
  confirm: "confirmReminder",
  prepare: "prepareReminder",
  day_before: "dayBeforeReminder",
  soon: "soonReminder",
  show_up: "showUpCheck",
  missed: "missedOffer",
  feedback: "feedbackRequest",
  recall: "recallOffer",
  reengage: "reengagement",
} as const satisfies Readonly<Partial<Record<ReminderKind, keyof ReminderRules>>>;

export type SettableKind = keyof typeof ruleOf;

/** The key of the rules that says whether, when and in which words. */
export const reminderRuleOf = (kind: SettableKind): keyof ReminderRules => ruleOf[kind];

/** Those a lead hears. */
export const toldKinds = [
  "confirm",
  "prepare",
  "day_before",
  "soon",
  "missed",
  "feedback",
  "recall",
  "reengage",
] as const satisfies readonly SettableKind[];

export type ToldKind = (typeof toldKinds)[number];

export const isSettable = (kind: ReminderKind): kind is SettableKind => kind in ruleOf;

export const reminderOf = (rules: ReminderRules, kind: SettableKind): Reminder | null =>
  rules[ruleOf[kind]];
