import { spentOn } from "#src/domain/model-price.ts";
import type { Share } from "#src/domain/share.ts";
import { effortOf, passRates, slicesOf } from "#src/eval-runs/statistics.ts";
import {
  type CaseResult,
  isPassed,
  type SuiteResult,
  type Trial,
} from "#src/eval-runs/suite-result.ts";

export const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;

export const rangeOf = ({ value, low, high }: Share): string =>
  `${percent(value)}  (${percent(low)} – ${percent(high)})`;

const ms = (value: number | null): string => (value === null ? "–" : `${value.toFixed(0)} ms`);

/** US dollars of a run; null when no price was named. */
export const costOf = (
  { cases }: Pick<SuiteResult, "cases">,
  price: readonly [number, number] | null,
): number | null => {
  if (price === null) return null;
  const [input, output] = price;
  return spentOn(effortOf(cases).tokens, { input, output });
};

/** A conversation as it went, indented. */
export const talkOf = ({ turns }: Trial): string =>
  turns
    .flatMap(({ wrote, replies, tools }) => [
      ...wrote.map((line) => `    > ${line}`),
      ...tools.map((line) => `      · ${line}`),
      ...replies.map(({ text, choices }) => {
        const buttons = choices.length > 0 ? `  [${choices.join("] [")}]` : "";
        return `    < ${text.replaceAll("\n", "\n      ")}${buttons}`;
      }),
    ])
    .join("\n");

const caseLines = ({ id, trials }: CaseResult, showTalk: boolean): string[] => {
  const failed = trials.filter((trial) => !isPassed(trial));
  const shown = showTalk ? trials : failed.slice(0, 1);
  if (shown.length === 0) return [];
  const passed = trials.length - failed.length;
  return [
    `\n${failed.length > 0 ? "✗" : "✓"} ${id}  ${passed}/${trials.length}`,
    ...shown.flatMap((trial) => [
      talkOf(trial),
      ...(trial.invalid === null ? [] : [`    invalid: ${trial.invalid}`]),
      ...trial.faults.map(
        ({ scorer, critical, note }) => `    ${critical ? "!!" : "! "} ${scorer}: ${note}`,
      ),
    ]),
  ];
};

/** The run as it is printed: what failed with its conversation, then the figures. */
export const terminalReport = (
  result: SuiteResult,
  options: { readonly talk: boolean; readonly price: readonly [number, number] | null },
): string => {
  const { cases, model, prompt, seconds } = result;
  const effort = effortOf(cases);
  const cost = costOf(result, options.price);
  const rates = passRates(cases).map((share, place) => `  pass^${place + 1}  ${rangeOf(share)}`);
  const weak = slicesOf(cases).filter(({ pass }) => pass.value < 1);
  const tokens = `${effort.tokens.input} in, ${effort.tokens.output} out`;
  return [
    ...cases.flatMap((one) => caseLines(one, options.talk)),
    "",
    `${model}, prompt ${prompt.id} v${prompt.version} (${prompt.hash}), ${cases.length} cases × ${cases[0]?.trials.length ?? 0}, ${seconds.toFixed(1)} s`,
    ...rates,
    ...weak.map(
      ({ tag, cases: count, pass }) => `  ${tag.padEnd(18)} ${count} cases  ${rangeOf(pass)}`,
    ),
    `  a turn   p50 ${ms(effort.p50)}, p95 ${ms(effort.p95)}; its model p50 ${ms(effort.modelP50)}, p95 ${ms(effort.modelP95)}`,
    `  tokens   ${tokens}${cost === null ? "" : `, ${cost.toFixed(4)} USD`}`,
    `  calls    ${effort.callsPerSuccess?.toFixed(1) ?? "–"} for each success; ${effort.blocked} illegal attempts blocked; ${effort.invalid} plays invalid`,
  ].join("\n");
};
