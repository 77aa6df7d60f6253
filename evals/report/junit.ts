import { isPassed, type SuiteResult, type Trial } from "#src/eval-runs/suite-result.ts";
import { talkOf } from "./terminal.ts";

const signs: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for XML or HTML; signs that XML forbids are dropped. */
export const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for them.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, "")
    .replace(/[&<>"']/gu, (sign) => signs[sign] ?? "");

const secondsOf = ({ turns }: Trial): string =>
  (turns.reduce((sum, { ms }) => sum + ms, 0) / 1000).toFixed(3);

const testCase = (id: string, trial: Trial): string => {
  const open = `    <testcase classname="evals" name="${escaped(id)} #${trial.trial}" time="${secondsOf(trial)}"`;
  if (isPassed(trial)) return `${open}/>`;
  const inside =
    trial.invalid === null
      ? `<failure message="${escaped(trial.faults.map(({ scorer, note }) => `${scorer}: ${note}`).join("; "))}">${escaped(talkOf(trial))}</failure>`
      : `<skipped message="${escaped(`invalid: ${trial.invalid}`)}"/>`;
  return `${open}>${inside}</testcase>`;
};

/** One test case for each play, as CI servers read it. */
export const junitReport = ({ cases, model, seconds, startedAt }: SuiteResult): string => {
  const trials = cases.flatMap(({ id, trials: all }) => all.map((trial) => ({ id, trial })));
  const invalid = trials.filter(({ trial }) => trial.invalid !== null).length;
  const failed = trials.filter(({ trial }) => !isPassed(trial)).length - invalid;
  const counts = `tests="${trials.length}" failures="${failed}" skipped="${invalid}" errors="0" time="${seconds.toFixed(3)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${escaped(`evals ${model}`)}" timestamp="${startedAt}" ${counts}>`,
    ...trials.map(({ id, trial }) => testCase(id, trial)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
};
