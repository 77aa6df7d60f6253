import { describe, expect, test } from "vitest";

import { booking, facts, now, sopField } from "../../../test/booking.ts";
import type { Facts } from "../facts.ts";
import { defaultPolicy } from "../policy.ts";
import * as rules from "./lead-and-service.ts";
import type { Rule } from "./rule.ts";

const look = (rule: Rule, difference: Partial<Facts>) =>
  rule({ booking: booking(), to: "SLOT_PROPOSED", actor: "lead", facts: facts(difference), now });

describe("a way to reach the lead", () => {
  const strict = { ...defaultPolicy, contactNeeded: "phone_or_email" } as const;
  const reachedBy = (...reachableBy: string[]) => ({ lead: { blocked: false, reachableBy } });

  test.each<[string, Partial<Facts>, boolean]>([
    ["the channel they wrote from is enough", reachedBy("web-chat"), true],
    ["none is not", reachedBy(), false],
    ["nobody known is not", { lead: null }, false],
    ["a house may insist on phone or e-mail", { ...reachedBy("web-chat"), policy: strict }, false],
    ["a phone number meets it", { ...reachedBy("web-chat", "phone"), policy: strict }, true],
    ["an e-mail address meets it", { ...reachedBy("email"), policy: strict }, true],
  ])("%s", (_which, told, known) => {
    expect(look(rules.contactKnown, told).passed).toBe(known);
  });
});

describe("the questions of a service", () => {
  const question = { vi: "Bạn có dị ứng thuốc không ạ?", en: "Any allergies?" };
  const asked = (met: boolean) => sopField({ field: "medical_history", question, met });

  test("are complete when there are none, or all are answered", () => {
    expect(look(rules.sopFieldsComplete, { sop: [] }).passed).toBe(true);
    expect(look(rules.sopFieldsComplete, { sop: [asked(true)] }).passed).toBe(true);
  });

  test("are not complete while one is open, and the open one is asked", () => {
    const finding = look(rules.sopFieldsComplete, { sop: [asked(true), asked(false)] });
    expect(finding).toMatchObject({ passed: false, values: { question: question.vi } });
    const english = look(rules.sopFieldsComplete, { sop: [asked(false)], language: "en" });
    expect(english.values?.question).toBe(question.en);
  });

  test("are not complete when nobody looked", () => {
    expect(look(rules.sopFieldsComplete, { sop: null }).passed).toBe(false);
  });
});

test("a lead of whom nothing is known counts as blocked", () => {
  expect(look(rules.leadNotBlocked, { lead: null }).passed).toBe(false);
});
