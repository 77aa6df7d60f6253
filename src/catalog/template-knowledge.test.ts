import { describe, expect, test } from "vitest";

import type { Language } from "#src/domain/facts.ts";
import { matchByName } from "#src/language/match-by-name.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import { namedServices, templateOf } from "../../test/template-of.ts";
import { templateNames } from "../../test/world.ts";
import type { Template } from "./template.ts";

const languages: readonly Language[] = ["vi", "en"];

const answerOf = ({ knowledge }: Template, topic: string, language: Language): string | undefined =>
  knowledge.find((one) => one.topic === topic)?.answer[language];

const money =
  /\$(\d[\d,]*)|(\d[\d.,]*\d|\d) ?(?:đ|VND|USD)(?!\p{L})|(miễn phí|free of charge|is free|are free)/gu;

interface PriceTold {
  readonly clause: string;
  readonly price: number;
  /** Services the clause may mean. */
  readonly ids: readonly string[];
}

/** Every price an answer tells, and of what, by what stands between two commas. */
const pricesTold = (template: Template, answer: string): PriceTold[] => {
  const items = namedServices(template);
  const unit = template.currency === "USD" ? 100 : 1;
  return answer.split(/[,;.](?=\s|$)/u).flatMap((clause) => {
    const found = matchByName(clause, items);
    const ids = found === null ? [] : "id" in found ? [found.id] : found.ambiguous;
    return [...clause.matchAll(money)].map(([, dollars, other, free]) => {
      const amount = free ? "0" : (dollars ?? other ?? "");
      return { clause, price: Number(amount.replace(/[.,]/gu, "")) * unit, ids };
    });
  });
};

const minutesTold = (text: string): number[] =>
  [...text.matchAll(/(\d+)(?: (?:to|đến) (\d+))? (phút|minutes?|giờ|hours?)/gu)].flatMap(
    ([, from = "", to = from, unit = ""]) =>
      [from, to].map((one) => Number(one) * (/giờ|hour/u.test(unit) ? 60 : 1)),
  );

const lengthsOf = (template: Template, key: string): number[] => {
  const service = template.services.find((one) => one.key === key);
  const { parts = [], lengths, duration_minutes } = service ?? {};
  const together = parts.flatMap((part) => lengthsOf(template, part.service));
  const usual = duration_minutes ?? together.reduce((sum, minutes) => sum + minutes, 0);
  return lengths ? [usual, lengths.least, lengths.most] : [usual];
};

const deadlinesOf = ({ policy, services }: Template): number[] =>
  [policy, ...services.map(({ rules }) => rules)].flatMap((rules) =>
    [rules.cancellationDeadlineMinutes, rules.rescheduleDeadlineMinutes].flatMap((minutes) =>
      minutes === undefined ? [] : [minutes],
    ),
  );

describe.each(templateNames)("what the template %s tells", (name) => {
  const template = templateOf(name);
  const { services, locations, knowledge } = template;

  const priceOf = new Map(services.map(({ key, price }) => [key, price]));

  test.each(languages)("names the price of every service (%s)", (language) => {
    const told = pricesTold(template, answerOf(template, "prices", language) ?? "");
    const named = told.flatMap(({ ids, price }) => ids.filter((id) => priceOf.get(id) === price));
    expect(new Set(named)).toEqual(new Set(priceOf.keys()));
  });

  test.each(
    languages,
  )("names no price that is not of the service it speaks of (%s)", (language) => {
    const told = knowledge
      .filter(({ topic }) => topic !== "parking")
      .flatMap(({ answer }) => pricesTold(template, answer[language]));
    const wrong = told.filter(({ ids, price }) => !ids.some((id) => priceOf.get(id) === price));
    expect(wrong).toEqual([]);
  });

  test.each(languages)("names every place (%s)", (language) => {
    const told = foldVietnamese(answerOf(template, "address", language) ?? "");
    for (const { kind, name: place, address } of locations) {
      const [street = ""] = address.split(",");
      expect(told).toContain(foldVietnamese(kind === "area" ? place : street));
    }
  });

  test.each(languages)("names the deadlines of cancelling and moving (%s)", (language) => {
    const answer = answerOf(template, "cancellation", language) ?? "";
    const told = minutesTold(answer).filter((minutes) => minutes % 60 === 0);
    expect(new Set(told)).toEqual(new Set(deadlinesOf(template)));
  });

  test("names every closed day, by its date or by its name", () => {
    const told = languages.map((language) => answerOf(template, "holidays", language)).join(" ");
    for (const { from, to, reason = "?" } of locations.flatMap(({ holidays }) => holidays)) {
      const [year, month, day] = from.split("-");
      const dates = from === to ? `${day}/${month}` : `${day}–${to.slice(-2)}/${month}/${year}`;
      expect(told.includes(dates) || told.includes(reason), `${reason} ${from}`).toBe(true);
    }
  });

  test("says in every description how long the service takes, and nothing else", () => {
    for (const { key, description, translations } of services) {
      const words = Object.values(translations).map((one) => one.description);
      for (const text of [description, ...words]) {
        const told = minutesTold(text);
        expect(told.length, text).toBeGreaterThan(0);
        expect(lengthsOf(template, key), text).toEqual(expect.arrayContaining(told));
      }
    }
  });
});
