import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { sopField } from "../../../test/booking.ts";
import { bookingStates } from "../booking-states.ts";
import { isDueBefore, judgeAnswers, oneOfEach } from "./judge-answers.ts";
import { type Sop, type SopQuestion, sopsFor } from "./sop.ts";

const at = "2026-01-31T02:00:00.000Z";
const now = new Date("2026-03-02T02:00:00Z");

const sop = (question: Partial<SopQuestion>, more: Partial<Sop> = {}): Sop => ({
  ...{ id: "sop", version: 1, name: "First-time patients", audience: "everybody" },
  ...{ serviceIds: null, preparations: [], ...more },
  questions: [sopField(question)],
});

const judged = (
  question: Partial<SopQuestion>,
  { value, answeredAt = at }: { value?: string; answeredAt?: string | null } = {},
  moment = now,
) => {
  const given = {
    values: value === undefined ? {} : { first_visit: value },
    under: answeredAt === null ? {} : { first_visit: { sopId: "sop", version: 1, at: answeredAt } },
  };
  const [field] = judgeAnswers([sop(question)], { lead: given, booking: given }, moment);
  return { met: field?.met, refused: field?.refused?.next ?? null };
};

const missing = { met: false, refused: null };
const met = { met: true, refused: null };

describe("an answer", () => {
  test("is missing until there is one that has the form of its type", () => {
    expect(judged({})).toEqual(missing);
    expect(judged({}, { value: "perhaps" })).toEqual(missing);
    expect(judged({}, { value: "no" })).toEqual(met);
  });

  test("that is not among the accepted ones is refused, or left to a person", () => {
    const accepts = ["yes"];
    expect(judged({ accepts }, { value: "no" })).toEqual({ met: false, refused: "refuse" });
    const otherwise = { say: null, next: "hand_over" } as const;
    expect(judged({ accepts, otherwise }, { value: "no" }).refused).toBe("hand_over");
    expect(judged({ accepts }, { value: "yes" })).toEqual(met);
  });

  test("grows old by the calendar, at the end of a shorter month", () => {
    const question = { validMonths: 1 };
    const until = new Date("2026-02-28T02:00:00Z");
    expect(judged(question, { value: "yes" }, new Date(until.getTime() - 1))).toEqual(met);
    expect(judged(question, { value: "yes" }, until)).toEqual(missing);
  });

  test("of before the field meant what it means does not count, nor one of an unknown time", () => {
    const since = "2026-02-01T00:00:00.000Z";
    expect(judged({ since }, { value: "yes" })).toEqual(missing);
    expect(judged({ since }, { value: "yes", answeredAt: null })).toEqual(missing);
    expect(judged({ since }, { value: "yes", answeredAt: "2026-02-01T00:00:00.001Z" })).toEqual(
      met,
    );
    expect(judged({ validMonths: 12 }, { value: "yes", answeredAt: null })).toEqual(missing);
    expect(judged({}, { value: "yes", answeredAt: null })).toEqual(met);
  });

  test("never counts before its time nor after it, whenever one looks", () => {
    const instant = fc.date({
      min: new Date("2020-01-01"),
      max: new Date("2030-01-01"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, instant, instant, fc.integer({ min: 1, max: 24 }), (a, b, c, months) => {
        const told = { value: "yes", answeredAt: a.toISOString() };
        const question = { since: b.toISOString(), validMonths: months };
        const counts = judged(question, told, c).met;
        if (a <= b) expect(counts).toBe(false);
        if (c.getTime() - a.getTime() >= months * 31 * 86_400_000) expect(counts).toBe(false);
        if (a > b && c.getTime() - a.getTime() < months * 28 * 86_400_000)
          expect(counts).toBe(true);
      }),
    );
  });
});

test("a question is due for its move and the later one, and for none that has no move", () => {
  const due = (before: SopQuestion["before"]) =>
    bookingStates.filter((to) => isDueBefore({ before }, to));
  expect(due("SLOT_PROPOSED")).toEqual(["SLOT_PROPOSED", "SLOT_CONFIRMED"]);
  expect(due("SLOT_CONFIRMED")).toEqual(["SLOT_CONFIRMED"]);
  expect(due(null)).toEqual([]);
});

test("a field that two SOPs ask for is one question, and the one in the way goes first", () => {
  const open = sopField({ accepts: ["yes"] });
  const fields = [sopField({ met: true }), open, sopField({ field: "other", met: true })];
  expect(oneOfEach(fields)).toEqual([open, sopField({ field: "other", met: true })]);
});

test("an SOP is about its services and its leads, and about nothing before a service is chosen", () => {
  const first = sop({}, { audience: "first_time", serviceIds: ["braces"] });
  const all = sop({});
  const named = (serviceId: string | null, hasVisited: boolean) =>
    sopsFor([first, all], { serviceId, hasVisited });
  expect(named("braces", false)).toEqual([first, all]);
  expect(named("braces", true)).toEqual([all]);
  expect(named("crowns", false)).toEqual([all]);
  expect(named(null, false)).toEqual([]);
});
