import { detectLanguage } from "#src/language/detect-language.ts";
import type { Briefing } from "../briefing.ts";
import type { Step } from "../step.ts";
import { deedsIn } from "./deed-claims.ts";
import type { DeedKind } from "./deed-words.ts";
import { durationClaims } from "./duration-claims.ts";
import { type KnownFacts, knownFacts } from "./known-facts.ts";
import { nameClaims } from "./name-claims.ts";
import { blank, hide } from "./names.ts";
import { priceClaims } from "./price-claims.ts";
import { reachClaims } from "./reach-claims.ts";
import { foreignLetters, readable, sentencesOf } from "./said-text.ts";
import { timeClaims } from "./time-claims.ts";
import { toldPrices, withoutTold } from "./told-prices.ts";
import { weekdayClaims } from "./weekday-claims.ts";

/** A statement of a reply that no receipt, slot or booking backs. */
export interface FalseClaim {
  readonly kind:
    | DeedKind
    | "time"
    | "taken"
    | "weekday"
    | "duration"
    | "price"
    | "name"
    | "language"
    | "link"
    | "length"
    | "judged";
  readonly said: string;
}

/** Longest reply that is sent, in UTF-16 units; nobody reads on, and nothing past it is checked. */
const maxLength = 3000;

/**
 * Compares what a reply claims with what the database backs: things done, times, prices, people and
 * places, ways to reach us. Runs on every reply before it is sent, whoever wrote it (BOOKING.md
 * "What may be said").
 */
export const checkClaims = (
  text: string,
  briefing: Briefing,
  steps: readonly Step[],
): FalseClaim[] => {
  if (text.length > maxLength) return [{ kind: "length", said: text.slice(0, 80) }];
  const facts = knownFacts(briefing, steps);
  const prices = toldPrices(briefing, steps);
  const own = hide(withoutTold(readable(text), prices), toldAsTheyStand(facts, briefing));
  const catalog = catalogNames(briefing);
  const sentences = sentencesOf(blank(own, catalog));
  return [
    ...languageClaims(sentencesOf(blank(own, [...catalog, ...leadNames(briefing)]))),
    ...otherLanguageClaims(blank(own, [...catalog, ...leadNames(briefing)]), briefing),
    ...sentences.flatMap((sentence) => deedClaims(sentence, facts)),
    ...timeClaims(sentencesOf(own), facts, briefing),
    ...weekdayClaims(sentences, briefing),
    ...durationClaims(sentences, facts, briefing),
    ...priceClaims(sentencesOf(own), briefing, prices),
    ...nameClaims(own, briefing),
    ...reachClaims(own, briefing),
  ];
};

/** The organization's answers, questions and words about its people are told as they stand. */
const toldAsTheyStand = (
  { answers }: KnownFacts,
  { sop, providers, language }: Briefing,
): string[] =>
  [
    ...answers,
    ...providers.flatMap(({ specialities, about }) => [specialities ?? "", about ?? ""]),
    ...providers.flatMap(({ rating }) => (rating ? starsOf(rating.stars) : [])),
    ...sop.flatMap(({ question, options, otherwise }) => [
      question[language],
      ...options.map(({ label }) => label[language]),
      otherwise.say?.[language] ?? "",
    ]),
  ]
    .filter((words) => words !== "")
    .map(readable);

/** "4.8/5" is no eighth of May; with its decimal it cannot hide one either. */
const starsOf = (stars: number): string[] => {
  const said = `${stars.toFixed(1)}/5`;
  return [said, said.replace(".", ",")];
};

/** Names are neither times nor deeds nor signs of a language: "Hoa Mai" is no tomorrow. */
const catalogNames = ({ organization, services, places, providers }: Briefing): string[] => [
  organization.name,
  ...services.map(({ name }) => name),
  ...[...places, ...providers].flatMap(({ name, names }) => [name, ...names]),
  ...places.flatMap(({ address }) => address || []),
];

/** A lead may call themselves anything, so their name hides no deed. */
const leadNames = ({ lead }: Briefing): string[] => (lead.name ? [lead.name] : []);

const deedClaims = (sentence: string, facts: KnownFacts): FalseClaim[] => {
  const namesTime = /\d/u.test(sentence) && facts.appointments.length > 0;
  return (
    [...deedsIn(sentence)]
      .filter((kind) => !facts.backs[kind])
      // The time in the sentence decides which booking is meant; it is compared on its own.
      .filter((kind) => !(kind === "booked" && namesTime))
      .map((kind) => ({ kind, said: sentence }))
  );
};

/** Fewer words than this tell no language. */
const tellingWords = 4;

const wordsIn = (text: string): number => text.match(/\p{L}{2,}/gu)?.length ?? 0;

const otherLanguageClaims = (text: string, { language }: Briefing): FalseClaim[] =>
  [text, ...sentencesOf(text).filter((sentence) => wordsIn(sentence) >= tellingWords)]
    .filter((part) => {
      const spoken = detectLanguage(part);
      return spoken !== null && spoken !== language;
    })
    .slice(0, 1)
    .map((part) => ({ kind: "language", said: part.slice(0, 80) }));

/** A longer sentence of neither language cannot be judged, so it is not said. */
const languageClaims = (sentences: readonly string[]): FalseClaim[] =>
  sentences.flatMap((sentence) => {
    const foreign = foreignLetters(sentence);
    if (foreign !== null) return [{ kind: "language" as const, said: foreign }];
    const isUnknown = wordsIn(sentence) >= tellingWords && detectLanguage(sentence) === null;
    return isUnknown && wordsIn(sentence) > 5
      ? [{ kind: "language" as const, said: sentence }]
      : [];
  });
