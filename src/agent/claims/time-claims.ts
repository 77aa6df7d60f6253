import { DateTime } from "luxon";
import { findTimes, type TimeFound } from "#src/language/find-times.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { Briefing } from "../briefing.ts";
import type { FalseClaim } from "./check-claims.ts";
import { claimPattern } from "./claim-words.ts";
import type { KnownFacts } from "./known-facts.ts";
import { sentencesOf } from "./sentences.ts";

/**
 * Every day and time said must be that of a slot or an appointment we know; a time in a sentence
 * that claims a booking must be that of an appointment. Weekday and date must agree.
 */
export const timeClaims = (text: string, facts: KnownFacts, briefing: Briefing): FalseClaim[] =>
  sentencesOf(text).flatMap((sentence) => {
    const known = backingOf(sentence, facts);
    const context = {
      now: briefing.now,
      zone: briefing.zone,
      locale: briefing.language,
      openHours: { ...briefing.openHours },
    };
    const wrong = findTimes(sentence, context).filter(
      (found) => !isBacked(found, known, briefing.zone),
    );
    return [
      ...wrong.map(({ text: said }): FalseClaim => ({ kind: "time", said })),
      ...clockClaims(sentence, known, briefing.zone),
      ...weekdayClaims(sentence, briefing),
    ];
  });

/** In a sentence that says "booked", only the time of an appointment is true. */
const backingOf = (sentence: string, facts: KnownFacts): readonly Date[] => {
  const plain = foldVietnamese(sentence);
  const isQuestion = sentence.endsWith("?");
  const saysBooked = (["vi", "en"] as const).some((language) =>
    claimPattern(language, "booked").test(plain),
  );
  if (saysBooked && !isQuestion) return [...facts.appointments, ...facts.given];
  return [...facts.slots, ...facts.appointments, ...facts.given];
};

const isBacked = (found: TimeFound, known: readonly Date[], zone: string): boolean => {
  if (found.kind !== "instant" || found.grain === "week" || found.grain === "month") {
    return !found.hasTime && !found.hasDate ? true : known.some((start) => within(found, start));
  }
  if (found.grain === "day" || found.grain === "part") {
    return known.some((start) => within(found, start));
  }
  const says = DateTime.fromJSDate(found.from, { zone });
  return known.some((start) => {
    const at = DateTime.fromJSDate(start, { zone });
    const sameClock = at.hour === says.hour && at.minute === says.minute;
    return sameClock && (!found.hasDate || at.hasSame(says, "day"));
  });
};

const within = ({ kind, from, to }: TimeFound, start: Date): boolean => {
  if (kind === "after") return start >= from;
  if (kind === "before") return start < from;
  return start >= from && (to === undefined || start < to);
};

/** Clock times as they are written must be known even where the reader makes nothing of them. */
const clockClaims = (sentence: string, known: readonly Date[], zone: string): FalseClaim[] =>
  [...sentence.matchAll(/(?<![\d:/.])([01]?\d|2[0-3])[:h]([0-5]\d)(?![\d:])/gu)]
    .filter(([, hour, minute]) =>
      known.every((start) => {
        const at = DateTime.fromJSDate(start, { zone });
        const sameHour = at.hour === Number(hour) || at.hour === Number(hour) + 12;
        return !(sameHour && at.minute === Number(minute));
      }),
    )
    .map(([said]) => ({ kind: "time", said }));

const dated =
  /(thu\s?[2-7]|thu (?:hai|ba|tu|nam|sau|bay)|chu nhat|cn|t[2-7]|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+(?:ngay\s+)?(\d{1,2})(?:[/-](\d{1,2})|(?:st|nd|rd|th)?\s+(?:of\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)/gu;

const viNumbers: Readonly<Record<string, number>> = {
  hai: 1,
  ba: 2,
  tu: 3,
  nam: 4,
  sau: 5,
  bay: 6,
};
const enWeekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const enMonths = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** "Thứ 4, 10/02" is false when the tenth is a Tuesday, whatever else is right about it. */
const weekdayClaims = (sentence: string, { now, zone }: Briefing): FalseClaim[] =>
  [...foldVietnamese(sentence).matchAll(dated)].flatMap(([said, name = "", day, month, word]) => {
    const weekday = weekdayOf(name);
    const monthNumber = month ? Number(month) : enMonths.indexOf(word ?? "") + 1;
    const date = nearestDate(Number(day), monthNumber, now, zone);
    return weekday === null || !date || date.weekday === weekday
      ? []
      : [{ kind: "weekday" as const, said }];
  });

const weekdayOf = (name: string): number | null => {
  if (name === "cn" || name === "chu nhat") return 7;
  const number = /[2-7]$/u.exec(name)?.[0];
  if (number) return Number(number) - 1;
  const spelled = viNumbers[name.replace(/^thu /u, "")];
  if (spelled) return spelled;
  const english = enWeekdays.indexOf(name.slice(0, 3));
  return english >= 0 ? english + 1 : null;
};

/** A date without a year is the one nearest to today. */
const nearestDate = (day: number, month: number, now: Date, zone: string): DateTime | null => {
  const today = DateTime.fromJSDate(now, { zone });
  const candidates = [-1, 0, 1]
    .map((years) => DateTime.fromObject({ year: today.year + years, month, day }, { zone }))
    .filter(({ isValid }) => isValid);
  const distance = (date: DateTime) => Math.abs(date.toMillis() - today.toMillis());
  return candidates.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
};
