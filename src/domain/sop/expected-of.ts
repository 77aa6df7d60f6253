import type { Language } from "../facts.ts";
import type { SopQuestion } from "./sop.ts";

type Shape = Pick<SopQuestion, "type" | "options" | "range">;

/** What the sentence about an answer that does not fit is filled with. */
export const expectedOf = (
  { type, options, range }: Shape,
  language: Language,
): Record<"type" | "options" | "bounds" | "least" | "most", string> => ({
  type,
  options: options.map(({ label }) => label[language]).join(", "),
  bounds: boundsOf(range),
  least: String(range?.least ?? ""),
  most: String(range?.most ?? ""),
});

const boundsOf = (range: Shape["range"]): string => {
  if (range === null || (range.least === null && range.most === null)) return "none";
  if (range.least === null) return "most";
  return range.most === null ? "least" : "both";
};
