import type { ActRow } from "./act-row.ts";
import type { DialogueRow } from "./dialogue-row.ts";
import { readRow, scoreUtterance } from "./score-act.ts";
import { scoreDialogue } from "./score-dialogue.ts";
import { scoreTime, type TimeScore } from "./score-time.ts";
import type { TimeRow } from "./time-row.ts";

/** How many of some rows were read in each way, and the shares that are asked for. */
export interface Measure {
  readonly name: string;
  readonly counts: Readonly<Record<TimeScore, number>>;
  readonly leastRight?: number;
  readonly mostWrong?: number;
}

/** The files of an outside folder, parsed. */
export interface Outside {
  readonly times: readonly TimeRow[];
  readonly acts: readonly ActRow[];
  readonly dialogues: readonly DialogueRow[];
}

const count = (scores: readonly TimeScore[]): Measure["counts"] => {
  const counts = { right: 0, asked_back: 0, missed: 0, wrong: 0 };
  for (const score of scores) counts[score] += 1;
  return counts;
};

export const rowsOf = ({ counts }: Measure): number =>
  Object.values(counts).reduce((sum, one) => sum + one, 0);

/** A measure of nothing reaches nothing. */
export const isReached = (measure: Measure): boolean => {
  const { counts, leastRight = 0, mostWrong = 1 } = measure;
  const rows = rowsOf(measure);
  return counts.right / rows >= leastRight && counts.wrong / rows <= mostWrong;
};

const timeMeasures = (times: readonly TimeRow[]): Measure[] => {
  const named = times.filter(({ kind, booking_relevant }) => kind !== "none" && booking_relevant);
  const vi = named.filter(({ lang }) => lang === "vi");
  const en = named.filter(({ lang, ampm_ambiguous }) => lang === "en" && !ampm_ambiguous);
  const none = times.filter(({ kind }) => kind === "none");
  return [
    { name: "times, vi", counts: count(vi.map(scoreTime)), leastRight: 0.9, mostWrong: 0.03 },
    { name: "times, en", counts: count(en.map(scoreTime)), leastRight: 0.85, mostWrong: 0.03 },
    { name: "no times", counts: count(none.map(scoreTime)), leastRight: 0.95 },
  ];
};

/** Answers to a proposal: a yes is to be heard as one, and nothing else as a yes. */
const answerMeasures = (acts: readonly ActRow[]): Measure[] => {
  const answers = acts.filter(({ system_proposed }) => system_proposed !== undefined);
  const yes = answers.filter(({ primary_act }) => primary_act === "AFFIRM");
  const no = answers.filter(({ acts: all }) => all.includes("NEGATE"));
  const isYes = (row: ActRow): boolean => readRow(row).act === "affirm";
  return [
    {
      name: "yes to a proposal",
      counts: count(yes.map((row) => (isYes(row) ? "right" : "missed"))),
      leastRight: 0.95,
    },
    {
      name: "no to a proposal",
      counts: count(no.map((row) => (isYes(row) ? "wrong" : "right"))),
      mostWrong: 0.01,
    },
  ];
};

/** Everything that is measured, in the order it is told. */
export const measure = ({ times, acts, dialogues }: Outside): Measure[] => [
  ...timeMeasures(times),
  {
    name: "date and time of an utterance",
    counts: count(acts.map(scoreUtterance).filter((score) => score !== null)),
    ...{ leastRight: 0.95, mostWrong: 0.03 },
  },
  ...answerMeasures(acts),
  {
    name: "date and time of a dialogue",
    counts: count(dialogues.map(scoreDialogue)),
    leastRight: 0.85,
  },
];

/** How often each act of the source was read as which of ours. */
export const confusion = (acts: readonly ActRow[]): Record<string, Record<string, number>> => {
  const table: Record<string, Record<string, number>> = {};
  for (const row of acts) {
    const { act } = readRow(row);
    const line = table[row.primary_act] ?? {};
    table[row.primary_act] = { ...line, [act]: (line[act] ?? 0) + 1 };
  }
  return table;
};
