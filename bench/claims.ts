import { performance } from "node:perf_hooks";

import { checkClaims } from "#src/agent/claims/check-claims.ts";
import type { Language } from "#src/domain/facts.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import { lie, openDice } from "../evals/fuzz/lies.ts";
import { appointed, slot } from "../test/briefing.ts";
import { briefingOfTemplate } from "../test/briefing-of-template.ts";
import type { BenchRow, BenchSection } from "./run.ts";

const replies = 2000;
const warmUp = 300;
const limit = 5;

const wordsOfAReply = (language: Language): string =>
  language === "vi"
    ? "Dạ còn 09:00 Thứ 3, 10/02 với BS. Nguyễn Văn An ở Quận 1, bạn chọn giờ nào ạ?"
    : "Tuesday, 10 February, 09:00 with BS. Nguyễn Văn An is free; which time would you like?";

/** Replies of one to six sentences, true and untrue, about the catalog of a whole clinic. */
const repliesIn = (language: Language): readonly string[] => {
  const dice = openDice(7);
  return Array.from({ length: replies }, () =>
    [
      wordsOfAReply(language),
      ...Array.from({ length: dice.under(6) }, () => lie(dice, language)),
    ].join(" "),
  );
};

const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(part * values.length)] ?? Number.NaN;

const rowsOf = (language: Language): BenchRow[] => {
  const briefing = {
    ...briefingOfTemplate("dental-clinic", language),
    offered: [slot("2026-02-10T09:00:00+07:00"), slot("2026-02-11T14:30:00+07:00")],
    upcoming: [appointed("2026-02-12T10:00:00+07:00")],
  };
  const texts = repliesIn(language);
  const timed = (work: (text: string) => unknown): number[] =>
    texts
      .map((text) => {
        const started = performance.now();
        work(text);
        return performance.now() - started;
      })
      .slice(warmUp);
  const floor = timed((text) => foldVietnamese(text).split(/(?<=[.!?])\s/u));
  const took = timed((text) => checkClaims(text, briefing, []));
  return ([["p50", 0.5] as const, ["p95", 0.95] as const] as const).map(([name, part]) => {
    const [ms, floorMs] = [quantile(took, part), quantile(floor, part)];
    return { name: `${language}, ${name}`, ms, floorMs, ratio: ms / floorMs, limit };
  });
};

/** The check of one reply before it is sent; the floor folds and splits the same text. */
export const run = async (): Promise<BenchSection> => ({
  section: "claims",
  rows: [...rowsOf("vi"), ...rowsOf("en")],
});
