import { diff } from "node:util";

import type { SuiteResult } from "./suite-result.ts";

/** A line of a prompt that is gone (-) or new (+). */
export interface PromptChange {
  readonly sign: "-" | "+";
  readonly line: string;
}

/** Node says 1 of what only the first has, and -1 of what only the second has. */
const signs: Readonly<Record<string, PromptChange["sign"]>> = { 1: "-", "-1": "+" };

type Prompted = Pick<SuiteResult, "prompt">;

/** Lines of the prompt that came and went; none when it is the same. */
export const promptChanges = (a: Prompted, b: Prompted): readonly PromptChange[] =>
  a.prompt.text === b.prompt.text
    ? []
    : diff(a.prompt.text.split("\n"), b.prompt.text.split("\n")).flatMap(([place, line]) => {
        const sign = signs[String(place)];
        return sign ? [{ sign, line }] : [];
      });
