import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { sopField } from "../../../test/booking.ts";
import type { SopQuestion } from "./sop.ts";
import { questionsFrom, sopFault } from "./sop-fault.ts";

const now = new Date("2026-03-02T02:00:00Z");
const options = ["a", "b"].map((key) => ({ key, label: { vi: key, en: key } }));

const question = (difference: Partial<SopQuestion> = {}): SopQuestion => {
  const { met: _met, refused: _refused, ...plain } = sopField(difference);
  return plain;
};

test.each<[string, Partial<SopQuestion>, string | null]>([
  ["a plain one", {}, null],
  ["a name every booking has", { field: "payment" }, "reserved_field"],
  ["a choice of nothing", { type: "choice" }, "options_needed"],
  ["one option twice", { type: "choice", options: [...options, ...options] }, "option_twice"],
  ["options of a text", { type: "text", options }, "only_choice"],
  ["bounds of a text", { type: "text", range: { least: 1, most: 2 } }, "only_number"],
  ["bounds the wrong way", { type: "number", range: { least: 2, most: 1 } }, "range_order"],
  ["one bound", { type: "number", range: { least: 2, most: null } }, null],
  ["an answer there is not", { accepts: ["maybe"] }, "accepts_unknown"],
  ["an option there is not", { type: "choice", options, accepts: ["c"] }, "accepts_unknown"],
  ["an accepted text", { type: "text", accepts: ["x"] }, "accepts_unknown"],
  ["a booking's that grows old", { scope: "booking", validMonths: 1 }, "only_lead"],
])("%s", (_what, difference, code) => {
  expect(sopFault([question(difference)], [])?.code ?? null).toBe(code);
});

test("the fault names the question and its part", () => {
  expect(sopFault([question(), question()], [])).toEqual({
    ...{ code: "field_twice", part: "field", place: 1 },
  });
});

test("a field is the same thing wherever it is asked, in whatever words", () => {
  const others = [{ questions: [question()] }];
  expect(sopFault([question({ question: { vi: "Khác", en: "Other" } })], others)).toBeNull();
  expect(sopFault([question({ type: "text" })], others)?.code).toBe("field_differs");
  expect(sopFault([question({ scope: "booking" })], others)?.code).toBe("field_differs");
});

describe("a new version", () => {
  const written = (difference: Partial<SopQuestion> & { asksAnew?: boolean } = {}) => {
    const { since: _since, ...rest } = question(difference);
    return { ...rest, asksAnew: difference.asksAnew ?? false };
  };
  const since = (difference: Parameters<typeof written>[0], earlier: SopQuestion[]) =>
    questionsFrom([written(difference)], earlier, now)[0]?.since;

  test("keeps answers through other words, another move, other accepted answers", () => {
    const other = { vi: "Khác", en: "Other" };
    expect(since({ question: other }, [question()])).toBeNull();
    expect(since({ before: "SLOT_CONFIRMED", accepts: ["yes"] }, [question()])).toBeNull();
  });

  test("counts answers anew when the type or the scope is another, or its writer says so", () => {
    expect(since({ type: "text" }, [question()])).toBe(now.toISOString());
    expect(since({ scope: "booking" }, [question()])).toBe(now.toISOString());
    expect(since({ asksAnew: true }, [question()])).toBe(now.toISOString());
  });

  test("looks at the last version that asked, also when the one between did not", () => {
    const old = question({ since: "2025-01-01T00:00:00.000Z" });
    expect(since({}, [question({ field: "else" }), old])).toBe(old.since);
    expect(since({ type: "text" }, [question({ field: "else" }), old])).toBe(now.toISOString());
  });

  test("never lets an answer count that did not count before", () => {
    const type = fc.constantFrom<SopQuestion["type"]>("yes_no", "text", "date");
    const scope = fc.constantFrom<SopQuestion["scope"]>("lead", "booking");
    const earlier = fc.date({ min: new Date("2020-01-01"), max: now, noInvalidDate: true });
    fc.assert(
      fc.property(type, scope, type, scope, earlier, (a, b, c, d, instant) => {
        const before = question({ type: a, scope: b, since: instant.toISOString() });
        const after = since({ type: c, scope: d }, [before]) ?? "";
        expect(after >= (before.since ?? "")).toBe(true);
      }),
    );
  });
});
