import { detectLanguage } from "#src/language/detect-language.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { Briefing } from "../briefing.ts";
import type { Step } from "../step.ts";
import { type ClaimKind, claimKinds, claimPattern } from "./claim-words.ts";
import { type KnownFacts, knownFacts } from "./known-facts.ts";
import { priceClaims } from "./price-claims.ts";
import { sentencesOf } from "./sentences.ts";
import { timeClaims } from "./time-claims.ts";

/** A statement of a reply that no receipt, slot or booking backs. */
export interface FalseClaim {
  readonly kind: ClaimKind | "time" | "weekday" | "price" | "language" | "link";
  readonly said: string;
}

/**
 * Compares what a reply claims with what the database backs: things done, times, prices. Runs on
 * every reply before it is sent, whoever wrote it (BOOKING.md "What may be said").
 */
export const checkClaims = (
  text: string,
  briefing: Briefing,
  steps: readonly Step[],
): FalseClaim[] => {
  const facts = knownFacts(briefing, steps);
  const own = withoutNames(withoutAnswers(text, facts, briefing), briefing);
  return [
    ...languageClaims(own, briefing),
    ...sentencesOf(own).flatMap((sentence) => deedClaims(sentence, facts)),
    ...timeClaims(own, facts, briefing),
    ...priceClaims(own, facts),
    ...linkClaims(own),
  ];
};

/** The organization's answers and the lead's service questions are told as they stand. */
const withoutAnswers = (
  text: string,
  { answers }: KnownFacts,
  { sop, language }: Briefing,
): string =>
  [...answers, ...sop.map(({ question }) => question[language])].reduce(
    (rest, known) => rest.replaceAll(known, " "),
    text,
  );

const backed: Readonly<Record<ClaimKind, (facts: KnownFacts) => boolean>> = {
  booked: ({ appointments }) => appointments.length > 0,
  held: ({ slots, appointments }) => slots.length + appointments.length > 0,
  moved: ({ moved }) => moved,
  cancelled: ({ cancelled }) => cancelled,
  handed_over: ({ handedOver }) => handedOver,
  call_back: ({ handedOver }) => handedOver,
  waitlist: ({ waiting }) => waiting,
};

/** Questions and denials claim nothing: "shall I book it?", "it is not booked yet". */
const deedClaims = (sentence: string, facts: KnownFacts): FalseClaim[] => {
  if (sentence.trimEnd().endsWith("?")) return [];
  const plain = foldVietnamese(sentence);
  return claimKinds.flatMap((kind) => {
    if (backed[kind](facts)) return [];
    const claimed = (["vi", "en"] as const).some((language) =>
      claims(plain, claimPattern(language, kind)),
    );
    return claimed ? [{ kind, said: sentence.trim() }] : [];
  });
};

const denial = /\b(khong|chua|chang|not|no|never|cannot|can't|hasn't|haven't|isn't|unable|n't)\b/u;

const claims = (plain: string, pattern: RegExp): boolean => {
  const found = pattern.exec(plain);
  if (!found) return false;
  // A denial counts only when it stands in the claim or right before it.
  const around = plain.slice(Math.max(0, found.index - 16), found.index + found[0].length);
  return !denial.test(around);
};

/** Names are neither times nor signs of a language: "Hoa Mai" is no tomorrow. */
const withoutNames = (text: string, briefing: Briefing): string => {
  const { organization, services, places, providers, lead } = briefing;
  return [
    ...[organization, lead, ...services, ...places, ...providers].map(({ name }) => name ?? ""),
    ...places.map(({ address }) => address),
  ]
    .filter((name) => name !== "")
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(name, "…"), text);
};

const languageClaims = (text: string, { language }: Briefing): FalseClaim[] => {
  const spoken = detectLanguage(text);
  return spoken !== null && spoken !== language
    ? [{ kind: "language", said: text.slice(0, 80) }]
    : [];
};

const linkClaims = (text: string): FalseClaim[] =>
  [...text.matchAll(/\b(?:https?:\/\/|www\.)\S+/giu)].map(([said]) => ({ kind: "link", said }));
