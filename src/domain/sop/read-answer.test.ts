import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { sopField } from "../../../test/booking.ts";
import { readAnswer } from "./read-answer.ts";
import { answerTypes, type SopQuestion } from "./sop.ts";

const options = [
  { key: "tans", label: { vi: "Cháy rồi sạm", en: "Burns, then tans" } },
  { key: "burns", label: { vi: "Luôn cháy", en: "Always burns" } },
];
const of = (type: SopQuestion["type"], range: SopQuestion["range"] = null) =>
  sopField({ type, range, options: type === "choice" ? options : [] });

test.each<[SopQuestion["type"], string, string | null]>([
  ["yes_no", " Yes ", "yes"],
  ["yes_no", "chưa", "no"],
  ["yes_no", "yes, but only sometimes", null],
  ["text", "  dị ứng penicillin ", "dị ứng penicillin"],
  ["text", "   ", null],
  ["text", "a".repeat(1_001), null],
  ["choice", "tans", "tans"],
  ["choice", "LUÔN CHÁY", "burns"],
  ["choice", "freckles", null],
  ["number", "12.50", "12.5"],
  ["number", "-0", "0"],
  ["number", "1e9", null],
  ["number", "12 days", null],
  ["date", "2024-02-29", "2024-02-29"],
  ["date", "2026-02-29", null],
  ["date", "29/02/2024", null],
  ["phone", "+84901234567", "+84901234567"],
  ["phone", "0901234567", null],
  ["email", "Lan@Example.com", "lan@example.com"],
  ["email", "lan@example", null],
])("a %s said as %j is kept as %j", (type, said, kept) => {
  expect(readAnswer(of(type), said)).toBe(kept);
});

test("a number fits its bounds, the bounds included", () => {
  const age = of("number", { least: 18, most: 99 });
  expect(["17", "18", "99", "100"].map((said) => readAnswer(age, said))).toEqual([
    ...[null, "18", "99", null],
  ]);
});

describe("whatever is said", () => {
  const anyType = fc.constantFrom(...answerTypes);

  test("what is kept reads as itself, and never leaves its type", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom("yes", "Không", "tans", "12", "2024-02-29", "+84901234567", "a@b.cd"),
    );
    fc.assert(
      fc.property(anyType, text, (type, said) => {
        const kept = readAnswer(of(type), said);
        if (kept === null) return;
        expect(readAnswer(of(type), kept)).toBe(kept);
        if (type === "yes_no") expect(["yes", "no"]).toContain(kept);
        if (type === "choice") expect(["tans", "burns"]).toContain(kept);
        if (type === "number") expect(Number.isFinite(Number(kept))).toBe(true);
      }),
    );
  });

  test("a number between its bounds is kept, and no other", () => {
    const bound = fc.integer({ min: -1_000, max: 1_000 });
    fc.assert(
      fc.property(bound, bound, bound, (one, other, value) => {
        const [least, most] = [Math.min(one, other), Math.max(one, other)];
        const kept = readAnswer(of("number", { least, most }), String(value));
        expect(kept !== null).toBe(least <= value && value <= most);
      }),
    );
  });
});
