import { readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";

import { refusalCodes } from "#src/domain/refusal.ts";
import { ruleNames } from "#src/domain/rules/rule.ts";
import { loadPhrasebook } from "#src/phrases/phrasebook.ts";
import { deedsIn } from "./deed-claims.ts";
import { sentencesOf } from "./said-text.ts";

const prompts = path.join(import.meta.dirname, "../../../prompts");
const phrases = loadPhrasebook(prompts);

/** Every value a sentence asks for: one of each, or several. */
const valuesOf = (language: string, number: number): Record<string, number> => {
  const source = readFileSync(path.join(prompts, `refusals.${language}.yaml`), "utf8");
  const names = [...source.matchAll(/\{(\w+)/gu)].map(([, name = ""]) => name);
  return Object.fromEntries(names.map((name) => [name, number]));
};

/** Where a refusal itself tells of what is so: it is given for nothing else. */
const told: Readonly<Record<string, readonly string[]>> = {
  no_duplicate_booking: ["booked"],
  lead_daily_limit: ["booked"],
  appointment_time_passed: ["booked"],
  payment_required: ["no_payment"],
  not_already_paid: ["paid"],
  no_such_transition: ["booked"],
};

/** Sentences that promise a person: the conversation goes to one with them. */
const leavesToPeople: readonly string[] = [
  ...["lead_not_blocked", "amount_matches", "failure_named", "returns_to_state_before"],
  ...["not_permitted", "too_many_calls"],
];

describe.each(["vi", "en"] as const)("our own refusals in %s", (language) => {
  test.each(
    [...ruleNames, ...refusalCodes].filter((code) => !leavesToPeople.includes(code)),
  )("%s states no deed that was not done", (code) => {
    for (const number of [1, 3]) {
      const { suggestedReply } = phrases.refusal(language)(code, valuesOf(language, number));
      const deeds = sentencesOf(suggestedReply).flatMap((sentence) => [...deedsIn(sentence)]);
      expect(deeds.filter((deed) => told[code]?.includes(deed) !== true)).toEqual([]);
    }
  });
});
