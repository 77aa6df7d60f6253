import { describe, expect, test } from "vitest";

import { booking, chosen, consent, facts, later, now, slot } from "../../../test/booking.ts";
import type { Actor } from "../booking-states.ts";
import type { Facts } from "../facts.ts";
import { defaultPolicy } from "../policy.ts";
import type { Rule } from "./rule.ts";
import * as rules from "./slots.ts";

const passes = (rule: Rule, difference: Partial<Facts>, actor: Actor = "lead"): boolean =>
  rule({ booking: booking(), to: "SLOT_CONFIRMED", actor, facts: facts(difference), now }).passed;

const startingIn = (minutes: number, seconds = 0) =>
  chosen({ slot: slot({ start: later(now, { minutes, seconds }) }), offeredAt: now });

const noticeOf = (minNoticeMinutes: number) => {
  const { service } = facts();
  return service && { ...service, minNoticeMinutes };
};

describe("notice", () => {
  test.each([
    ["a second before the notice ends", 30, -1, false],
    ["exactly at the notice", 30, 0, true],
    ["a second after it", 30, 1, true],
  ])("%s", (_when, minutes, seconds, allowed) => {
    const told = { chosen: startingIn(minutes, seconds), service: noticeOf(30) };
    expect(passes(rules.minNotice, told)).toBe(allowed);
  });

  test("counts from the offer while the slot is held, and from now when it is not", () => {
    const held = { ...startingIn(25), offeredAt: later(now, { minutes: -5 }) };
    expect(passes(rules.minNotice, { chosen: held, service: noticeOf(30) })).toBe(true);
    const lapsed = { ...held, offered: false };
    expect(passes(rules.minNotice, { chosen: lapsed, service: noticeOf(30) })).toBe(false);
  });

  test("without a notice the next second may be booked, this one may not", () => {
    expect(passes(rules.notInPast, { chosen: startingIn(0, 1) })).toBe(true);
    expect(passes(rules.notInPast, { chosen: startingIn(0) })).toBe(false);
    expect(passes(rules.notInPast, { chosen: startingIn(-60) })).toBe(false);
  });

  test("an unknown service or slot keeps no notice", () => {
    expect(passes(rules.minNotice, { service: null })).toBe(false);
    expect(passes(rules.minNotice, { chosen: null })).toBe(false);
  });
});

describe("slots to propose", () => {
  test.each([
    [null, false],
    [0, false],
    [1, false],
    [2, true],
  ])("%s free slots are enough: %s", (slotsAvailable, enough) => {
    expect(passes(rules.enoughSlotsAvailable, { slotsAvailable })).toBe(enough);
  });

  test("an organization may be content with one", () => {
    const policy = { ...defaultPolicy, minSlotsToPropose: 1 };
    expect(passes(rules.enoughSlotsAvailable, { slotsAvailable: 1, policy })).toBe(true);
  });
});

describe("a lead's yes", () => {
  const offeredAt = later(now, { minutes: -10 });
  const yes = (difference: Parameters<typeof consent>[0]) => ({ consent: consent(difference) });

  test.each<[string, Partial<Facts>, boolean]>([
    ["a minute after the offer counts", {}, true],
    ["a second after the offer counts", yes({ at: later(offeredAt, { seconds: 1 }) }), true],
    ["at the same instant as the offer does not", yes({ at: offeredAt }), false],
    ["from before the offer does not", yes({ at: later(offeredAt, { seconds: -1 }) }), false],
    ["of another lead does not", yes({ leadId: "minh" }), false],
    ["that was used already does not", yes({ alreadyUsed: true }), false],
    ["to something else that was shown does not", yes({ shownHash: "hash-of-slot-2" }), false],
    ["to a slot that was never offered does not", { chosen: chosen({ offeredAt: null }) }, false],
    ["to no slot at all does not", { chosen: null }, false],
    ["that nobody gave does not", { consent: null }, false],
  ])("%s", (_which, told, counts) => {
    expect(passes(rules.explicitConfirmation, told)).toBe(counts);
    expect(passes(rules.explicitConfirmation, told, "sales")).toBe(counts);
  });

  test.each<[Actor, boolean]>([
    ["sales", true],
    ["lead", false],
    ["provider", false],
    ["system", false],
    ["payment", false],
  ])("%s may state it under their own name: %s", (actor, may) => {
    const told = { consent: { kind: "stated", by: "Mai" } } as const;
    expect(passes(rules.explicitConfirmation, told, actor)).toBe(may);
  });

  test.each<[Actor, string, boolean]>([
    ["lead", "lan", true],
    ["lead", "minh", false],
    ["sales", "lan", false],
    ["system", "lan", false],
  ])("%s pressing on the page of %s: %s", (actor, leadId, counts) => {
    const told = { consent: { kind: "page", leadId } } as const;
    expect(passes(rules.explicitConfirmation, told, actor)).toBe(counts);
  });
});

describe("what is not known never counts as a yes", () => {
  test.each<[string, Rule, Partial<Facts>]>([
    ["offered", rules.slotWasOffered, { chosen: null }],
    ["free", rules.slotStillAvailable, { chosen: null }],
    ["ahead", rules.notInPast, { chosen: null }],
    ["chosen", rules.slotChosen, { chosen: null }],
    ["the only booking", rules.noDuplicateBooking, { duplicate: null }],
  ])("whether the slot is %s", (_what, rule, told) => {
    expect(passes(rule, told)).toBe(false);
  });
});
