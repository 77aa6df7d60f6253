import { describe, expect, test } from "vitest";

import { consent, facts, now, phrase, phraseEn } from "../../test/booking.ts";
import { failures, soundBooking, soundFacts, soundNow } from "../../test/rule-cases.ts";
import { actors, bookingStates } from "./booking-states.ts";
import { findTransition, legalMoves } from "./booking-transitions.ts";
import { allRules } from "./rules/all-rules.ts";
import { type Verdict, validateTransition } from "./validate-transition.ts";

const cells = bookingStates.flatMap((from) =>
  bookingStates.flatMap((to) => actors.map((actor) => ({ from, to, actor }))),
);
const rulesOf = ({ checks }: Verdict) => checks.map(({ rule }) => rule);
const blockingOf = ({ blocking }: Verdict) => blocking.map(({ rule }) => rule);

describe("every cell of state × target × actor", () => {
  const legal = cells.filter(({ from, to }) => findTransition(from, to));
  const permitted = legal.filter(({ from, to, actor }) =>
    findTransition(from, to)?.by.includes(actor),
  );
  const forbidden = legal.filter((cell) => !permitted.includes(cell));
  const illegal = cells.filter((cell) => !legal.includes(cell));

  test("there are 14 × 14 × 5 of them", () => {
    expect(cells).toHaveLength(14 * 14 * 5);
    expect(permitted.length + forbidden.length + illegal.length).toBe(cells.length);
  });

  test.each(permitted)("$actor may take a sound booking from $from to $to", (cell) => {
    const { from, to, actor } = cell;
    const sound = soundFacts(cell);
    const verdict = validateTransition(
      soundBooking(cell),
      to,
      actor,
      sound,
      soundNow(cell),
      phrase,
    );
    expect(verdict).toMatchObject({ allowed: true, blocking: [] });
    expect(verdict.checks.every(({ passed }) => passed)).toBe(true);
    expect(rulesOf(verdict)).toHaveLength((findTransition(from, to)?.rules.length ?? 0) + 1);
  });

  test.each(forbidden)("$actor may not take a booking from $from to $to", (cell) => {
    const { to, actor } = cell;
    const sound = soundFacts(cell);
    const verdict = validateTransition(
      soundBooking(cell),
      to,
      actor,
      sound,
      soundNow(cell),
      phrase,
    );
    expect(verdict.allowed).toBe(false);
    expect(blockingOf(verdict)).toContain("not_permitted");
  });

  test("a pair outside the table is refused whoever asks and whatever the facts", () => {
    for (const { from, to, actor } of illegal) {
      const verdict = validateTransition(
        soundBooking({ from, to, actor }),
        to,
        actor,
        facts(),
        now,
        phrase,
      );
      expect(blockingOf(verdict), `${from} > ${to} by ${actor}`).toEqual(["no_such_transition"]);
      expect(verdict.allowed).toBe(false);
      expect(verdict.legalMoves).toEqual(legalMoves(from));
    }
  });
});

describe("each rule of each row, made to fail alone", () => {
  const cases = cells
    .filter(({ from, to, actor }) => findTransition(from, to)?.by.includes(actor))
    .flatMap((cell) =>
      (findTransition(cell.from, cell.to)?.rules ?? []).flatMap((rule) => {
        const failure = failures(cell)[rule];
        return failure === "cannot fail" ? [] : [{ ...cell, rule, failure }];
      }),
    );

  test.each(cases)("$rule blocks $from → $to for $actor", ({ rule, failure, ...cell }) => {
    const broken = { ...soundBooking(cell), ...failure.booking };
    const told = { ...soundFacts(cell), ...failure.facts };
    const at = failure.now ?? soundNow(cell);
    for (const language of ["vi", "en"] as const) {
      const say = language === "vi" ? phrase : phraseEn;
      const verdict = validateTransition(
        broken,
        cell.to,
        cell.actor,
        { ...told, language },
        at,
        say,
      );
      expect(blockingOf(verdict).sort()).toEqual([rule, ...(failure.with ?? [])].sort());
      const blocking = verdict.blocking.find((one) => one.rule === rule);
      expect(blocking?.message).toBeTruthy();
      expect(blocking?.suggestedReply).toBeTruthy();
      expect(`${blocking?.message} ${blocking?.suggestedReply}`).not.toMatch(/[{}]|undefined|null/);
      expect(blocking?.fix ?? null).toBe(allRules[rule].fix);
    }
  });

  test("every rule is among them", () => {
    const shown = new Set(cases.map(({ rule }) => rule));
    expect([...shown].sort()).toEqual(Object.keys(allRules).sort());
  });
});

describe("the answer", () => {
  const cell = { from: "SLOT_PROPOSED", to: "SLOT_CONFIRMED", actor: "lead" } as const;

  test("names all failing rules at once, required fields first, then conditions, then permission", () => {
    const unknown = { consent: null, chosen: null, duplicate: null, sop: null, service: null };
    const told = facts({ ...unknown, lead: null, leadBookingsThatDay: null });
    const verdict = validateTransition(soundBooking(cell), cell.to, "provider", told, now, phrase);
    expect(blockingOf(verdict)).toEqual([
      "explicit_confirmation",
      "slot_chosen",
      "slot_was_offered",
      "sop_fields_complete",
      "sop_answers_accepted",
      "participants_fit",
      "length_fits",
      "lead_not_blocked",
      "slot_still_available",
      "not_in_past",
      "min_notice",
      "consultation_first",
      "no_duplicate_booking",
      "lead_daily_limit",
      "not_permitted",
    ]);
    expect(rulesOf(verdict)).toEqual(blockingOf(verdict));
  });

  test("keeps that order of stages in every row", () => {
    for (const { from, to } of cells) {
      const verdict = validateTransition(
        soundBooking({ from, to, actor: "sales" }),
        to,
        "sales",
        facts(),
        now,
        phrase,
      );
      const stages = rulesOf(verdict).map((rule) =>
        rule in allRules ? allRules[rule as keyof typeof allRules].stage : "permission",
      );
      const rank = { blocking: 0, condition: 1, permission: 2 };
      const ranks = stages.map((stage) => rank[stage]);
      expect(ranks).toEqual([...ranks].sort());
    }
  });

  test("does not depend on who looks: the same input gives the same verdict", () => {
    const once = validateTransition(soundBooking(cell), cell.to, cell.actor, facts(), now, phrase);
    const again = validateTransition(soundBooking(cell), cell.to, cell.actor, facts(), now, phrase);
    expect(again).toEqual(once);
  });

  test("carries free slots where another slot would help", () => {
    const alternatives = [facts().chosen?.slot].flatMap((slot) => slot ?? []);
    const told = { ...facts({ consent: consent() }), chosen: null, alternatives };
    const verdict = validateTransition(soundBooking(cell), cell.to, cell.actor, told, now, phrase);
    const carrying = verdict.blocking.filter((one) => one.alternatives?.length === 1);
    expect(carrying.map(({ rule }) => rule)).toEqual([
      "slot_was_offered",
      "slot_still_available",
      "not_in_past",
      "min_notice",
    ]);
  });
});
