import { DateTime } from "luxon";
import { findTimes, type TimeContext, type TimeFound } from "#src/language/find-times.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { Briefing } from "../briefing.ts";
import type { FalseClaim } from "./check-claims.ts";
import { deedsIn } from "./deed-claims.ts";
import type { KnownFacts, KnownTime } from "./known-facts.ts";
import { isQuestion } from "./mood.ts";
import { blank, isNamed } from "./names.ts";

/** What a sentence makes of the times in it. */
type Sense =
  | "stands"
  | "given"
  | "gave_back"
  | "moved"
  | "free"
  | "not_free"
  | "asked"
  | "held"
  | "unsaid";

const speaksOfFree =
  /\b(?:con|trong|ranh|co the|giu|chon|gan nhat|free|available|open|hold|holding|offer|choose|options?|nearest|how about|instead|muon|either|suggest|goi y)\b/u;
const givesBack = /\b(?:gio cu|lich cu|tra lai|given back|old (?:time|appointment)|gave back)\b/u;
const notFree =
  /\b(?:khong con|het|kin|da co nguoi|co nguoi|mat roi|khong (?:co|nhan|the|ro|trong|kip)|chua ro|khong|da qua|not|isn't|aren't|unavailable|taken|full|passed|no longer|cannot|closed|gone)\b/u;

/**
 * Every day and time said must be known, and in the sense it is said: an appointment where the
 * sentence says "booked", a given-up one where it says "cancelled", else a free or standing time; by
 * whom, where and for what, as that time has it.
 */
export const timeClaims = (
  sentences: readonly string[],
  facts: KnownFacts,
  briefing: Briefing,
): FalseClaim[] => {
  const names = [...briefing.services, ...briefing.places, ...briefing.providers];
  const hidden = names.flatMap((one) => [one.name, ...one.names]).concat(placeAndHouse(briefing));
  // One pass over the whole text: compiling the names is dearer than finding them.
  const bare = blank(sentences.join("\n"), hidden).split("\n");
  const senses = inherited(bare.map(senseOf));
  const theirs = findTimes(briefing.text, readingOf(briefing));
  return sentences.flatMap((sentence, index) =>
    sentenceClaims(
      { named: sentence, text: bare[index] ?? sentence, sense: senses[index] ?? "unsaid", theirs },
      facts,
      briefing,
    ),
  );
};

const readingOf = ({ now, zone, language, openHours }: Briefing): TimeContext => ({
  ...{ now, zone, locale: language },
  openHours: { ...openHours },
});

const placeAndHouse = ({ organization, places, lead }: Briefing): string[] => [
  organization.name,
  ...places.flatMap(({ address }) => address || []),
  ...(lead.name && !/\d/u.test(lead.name) ? [lead.name] : []),
];

const senseOf = (sentence: string): Sense => {
  const deeds = deedsIn(sentence);
  const plain = foldVietnamese(sentence);
  if (givesBack.test(plain)) return "gave_back";
  if (deeds.has("moved")) return "moved";
  if (deeds.has("booked")) return "stands";
  if (deeds.has("cancelled")) return "given";
  if (isQuestion(sentence)) return "asked";
  if (notFree.test(plain)) return "not_free";
  if (deeds.has("held")) return "held";
  return speaksOfFree.test(plain) ? "free" : "unsaid";
};

/** Senses that say nothing of what the next sentence names. */
const silent: readonly Sense[] = ["asked", "not_free", "gave_back"];

/** "You're booked! Tuesday 9:00." and "Tuesday 9:00. Booked!" say of the time what the other says. */
const inherited = (senses: readonly Sense[]): Sense[] => {
  let last: Sense = "unsaid";
  return senses.map((sense, index) => {
    if (sense !== "unsaid") last = sense;
    if (last === "unsaid" && senses[index + 1] === "stands") return "stands";
    return silent.includes(last) ? sense : last;
  });
};

interface Said {
  readonly named: string;
  readonly text: string;
  readonly sense: Sense;
  /** The times of the lead's own message. */
  readonly theirs: readonly TimeFound[];
}

const sentenceClaims = (said: Said, facts: KnownFacts, briefing: Briefing): FalseClaim[] => {
  const { zone } = briefing;
  const times = findTimes(said.text, readingOf(briefing)).filter((found) =>
    speaksOfAClock(found, said.sense),
  );
  const known = knownIn(said.sense, facts);
  const echo = echoes(said, facts, briefing) ? said.theirs : [];
  const wrong = times.filter((found) => {
    const meant = known.filter(({ start }) => isMeant(found, start, zone));
    if (meant.length > 0) return !meant.some((time) => isRightly(said.named, time, briefing));
    if (
      said.sense === "not_free" &&
      facts.missed.some(({ start }) => isMeant(found, start, zone))
    ) {
      return false;
    }
    return !echo.some((one) => isEcho(found, one, zone));
  });
  const taken = said.sense === "not_free" ? times.filter(isFalselyTaken(facts, zone)) : [];
  return [
    ...wrong.map(({ text }): FalseClaim => ({ kind: "time", said: text })),
    ...taken.map(({ text }): FalseClaim => ({ kind: "taken", said: text })),
    ...clockClaims(said.text, said.sense === "not_free" ? [...known, ...facts.missed] : known, {
      echo,
      zone,
    }),
  ];
};

const knownIn = (sense: Sense, facts: KnownFacts): readonly KnownTime[] => {
  const { free, held, appointments, given } = facts;
  switch (sense) {
    case "stands":
      return appointments;
    case "moved":
      return [...appointments, ...given];
    case "given":
    case "gave_back":
      return given;
    case "held":
      return [...held, ...appointments];
    default:
      return [...free, ...appointments, ...given];
  }
};

/** A day alone, in a question or with nothing said of it, promises nothing: "how are you today?" */
const speaksOfAClock = ({ hasTime, hasDate, grain }: TimeFound, sense: Sense): boolean => {
  if (grain === "week" || grain === "month") return sense === "stands" || sense === "moved";
  if ((grain === "day" || grain === "part") && (sense === "asked" || sense === "not_free"))
    return false;
  return hasTime || hasDate;
};

/** The lead's own time may be repeated to ask about it, or to say no to it once it was looked for. */
const echoes = ({ sense }: Said, { looked }: KnownFacts, { text }: Briefing): boolean =>
  sense === "asked" || (sense === "not_free" && (looked || text !== ""));

const isEcho = (found: TimeFound, said: TimeFound, zone: string): boolean => {
  if (found.impossible || said.impossible) return found.impossible === said.impossible;
  return isMeant(found, said.from, zone) || found.from.getTime() === said.from.getTime();
};

const isMeant = (found: TimeFound, start: Date, zone: string): boolean => {
  if (found.kind !== "instant" || found.to !== undefined) return within(found, start);
  const says = DateTime.fromJSDate(found.from, { zone });
  const at = DateTime.fromJSDate(start, { zone });
  const sameClock = at.hour === says.hour && at.minute === says.minute;
  return sameClock && (!found.hasDate || at.hasSame(says, "day") || isLastOf(found, says, at));
};

/** A day without its year is read as the next there is; of what is over it is the last one. */
const isLastOf = ({ text }: TimeFound, says: DateTime, at: DateTime): boolean =>
  at.day === says.day && at.month === says.month && !text.includes(`${says.year}`) && at < says;

const within = ({ kind, from, to }: TimeFound, start: Date): boolean => {
  if (kind === "after") return start >= from;
  if (kind === "before") return start < from;
  return start >= from && (to === undefined || start < to);
};

/** Whoever, wherever and whatever the sentence names must go with the time. */
const isRightly = (sentence: string, time: KnownTime, briefing: Briefing): boolean => {
  const agree = (
    ones: readonly { readonly id: string; readonly name: string }[],
    id: string | null,
  ): boolean => {
    const named = ones.filter(({ name }) => isNamed(sentence, [name]));
    return named.length === 0 || id === null || named.some((one) => one.id === id);
  };
  return (
    agree(briefing.providers, time.providerId) &&
    agree(briefing.places, time.locationId) &&
    agree(briefing.services, time.serviceId)
  );
};

/** A time that is held for the lead is not taken. */
const isFalselyTaken =
  ({ held }: KnownFacts, zone: string) =>
  (found: TimeFound): boolean =>
    found.hasTime && found.hasDate && held.some(({ start }) => isMeant(found, start, zone));

/** Clock times as they are written must be known even where the reader makes nothing of them. */
const clockClaims = (
  sentence: string,
  known: readonly Pick<KnownTime, "start">[],
  { echo, zone }: { readonly echo: readonly TimeFound[]; readonly zone: string },
): FalseClaim[] =>
  [...sentence.matchAll(/(?<![\d:/.,])([01]?\d|2[0-3])\s?(?:[:hH]|giờ|gio)\s?([0-5]\d)(?![\d:])/gu)]
    .filter(([, hour, minute]) =>
      [...known.map(({ start }) => start), ...echo.map(({ from }) => from)].every((start) => {
        const at = DateTime.fromJSDate(start, { zone });
        const sameHour = at.hour === Number(hour) || at.hour === Number(hour) + 12;
        return !(sameHour && at.minute === Number(minute));
      }),
    )
    .map(([said]) => ({ kind: "time", said }));
