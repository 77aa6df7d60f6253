import type { Language } from "../facts.ts";
import type { Distance } from "../reminders/reminder.ts";

export type Words = Readonly<Record<Language, string>>;

/** What an answer is: `yes` or `no`, words, an option's key, digits, YYYY-MM-DD, E.164, an address. */
export const answerTypes = [
  "yes_no",
  "text",
  "choice",
  "number",
  "date",
  "phone",
  "email",
] as const;
export type AnswerType = (typeof answerTypes)[number];

/** The move an answer is needed for, and every later one (000 §9.1: "before SLOT_PROPOSED"). */
export const askedBefore = ["SLOT_PROPOSED", "SLOT_CONFIRMED"] as const;
export type AskedBefore = (typeof askedBefore)[number];

/** What becomes of an answer that was understood and does not let the lead on. */
export interface Otherwise {
  /** Said to the lead; null: our own words. */
  readonly say: Words | null;
  readonly next: "refuse" | "hand_over";
}

/** One field an organization asks for, as it is stored. */
export interface SopQuestion {
  /** Shared by every SOP that asks for the same. */
  readonly field: string;
  readonly type: AnswerType;
  /** Of the lead: asked once in a lifetime, or while it is valid. Of the booking: each time. */
  readonly scope: "lead" | "booking";
  /** Null: wanted before the visit, and nothing waits for it. */
  readonly before: AskedBefore | null;
  readonly question: Words;
  /** Of a choice. */
  readonly options: readonly { readonly key: string; readonly label: Words }[];
  /** Of a number; null on a side is no bound. */
  readonly range: { readonly least: number | null; readonly most: number | null } | null;
  /** Answers of a yes_no or a choice that let the lead on; null: each. */
  readonly accepts: readonly string[] | null;
  readonly otherwise: Otherwise;
  /** After which an answer of the lead is asked for again; null: never. */
  readonly validMonths: number | null;
  /** Since when the field means what it means; older answers do not count. Null: always. */
  readonly since: string | null;
}

/** How to prepare, said that long before the appointment; switched off it stays and is not said. */
export type Preparation = Distance & { readonly text: Words; readonly active: boolean };

/** One SOP in the version that is in force (000 §9.1). */
export interface Sop {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** `first_time`: leads who have not been here for a visit yet. */
  readonly audience: "everybody" | "first_time";
  /** Null: every service. */
  readonly serviceIds: readonly string[] | null;
  readonly questions: readonly SopQuestion[];
  readonly preparations: readonly Preparation[];
}

/** Which version asked for an answer, and when it came; ISO. */
export interface AnsweredUnder {
  readonly sopId: string;
  readonly version: number;
  readonly at: string;
}

/** Answers by field, of the lead or of one booking. */
export interface GivenAnswers {
  readonly values: Readonly<Record<string, string>>;
  readonly under: Readonly<Record<string, AnsweredUnder>>;
}

interface Occasion {
  readonly serviceId: string | null;
  /** The lead has been here for a visit before this booking. */
  readonly hasVisited: boolean;
}

/** What is asked of somebody new before a service is booked; each field once. */
export const questionsForNewcomers = (sops: readonly Sop[], serviceId: string): SopQuestion[] => {
  const asked = sopsFor(sops, { serviceId, hasVisited: false }).flatMap(({ questions }) =>
    questions.filter(({ before }) => before !== null),
  );
  return [...new Map(asked.map((question) => [question.field, question])).values()];
};

/** The SOPs that say something about a booking; without a service, none does yet. */
export const sopsFor = (sops: readonly Sop[], { serviceId, hasVisited }: Occasion): Sop[] =>
  sops.filter(
    ({ audience, serviceIds }) =>
      serviceId !== null &&
      (serviceIds === null || serviceIds.includes(serviceId)) &&
      (audience === "everybody" || !hasVisited),
  );
