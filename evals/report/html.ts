import { effortOf, passRates, slicesOf } from "#src/eval-runs/statistics.ts";
import {
  type CaseResult,
  isPassed,
  type SuiteResult,
  type Trial,
} from "#src/eval-runs/suite-result.ts";
import { escaped } from "./junit.ts";
import { percent, rangeOf } from "./terminal.ts";

const style = `
:root { color-scheme: light dark; --line: #8884; --bad: #b3261e; --good: #1b6e3c; }
@media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --good: #7ddc9f; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .75rem .25rem 0; text-align: left; }
details { border-bottom: 1px solid var(--line); padding: .35rem 0; }
summary { cursor: pointer; }
.failed { color: var(--bad); font-weight: 600; } .passed { color: var(--good); font-weight: 600; }
ol.talk { list-style: none; padding-left: 1rem; } .lead { font-weight: 600; }
.tool { font: 13px ui-monospace, monospace; opacity: .8; } p { margin: .25rem 0; white-space: pre-wrap; }
`;

const table = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]) => `
<table><caption>${escaped(caption)}</caption>
<thead><tr>${head.map((name) => `<th scope="col">${escaped(name)}</th>`).join("")}</tr></thead>
<tbody>${rows
  .map(
    ([first = "", ...rest]) =>
      `<tr><th scope="row">${escaped(first)}</th>${rest.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`,
  )
  .join("\n")}</tbody></table>`;

const trialPart = (trial: Trial): string => `
<h3>Trial ${trial.trial}: ${trial.invalid === null ? (isPassed(trial) ? "passed" : "failed") : "invalid"}</h3>
${trial.invalid === null ? "" : `<p class="failed">${escaped(trial.invalid)}</p>`}
${
  trial.faults.length === 0
    ? ""
    : `<ul>${trial.faults
        .map(
          ({ scorer, critical, note }) =>
            `<li class="failed">${escaped(`${scorer}${critical ? " (critical)" : ""}: ${note}`)}</li>`,
        )
        .join("")}</ul>`
}
<ol class="talk">${trial.turns
  .map(
    ({ wrote, tools, replies }) =>
      `<li>${wrote.map((line) => `<p class="lead">Lead: ${escaped(line)}</p>`).join("")}${tools
        .map((line) => `<p class="tool">${escaped(line)}</p>`)
        .join("")}${replies
        .map(
          ({ text, choices }) =>
            `<p>Slotwise: ${escaped(text)}${choices.length > 0 ? escaped(`\n[${choices.join("] [")}]`) : ""}</p>`,
        )
        .join("")}</li>`,
  )
  .join("")}</ol>`;

const casePart = ({ id, why, tags, trials }: CaseResult): string => {
  const passed = trials.filter(isPassed).length;
  const all = passed === trials.length;
  return `<details${all ? "" : " open"}><summary><span class="${all ? "passed" : "failed"}">${all ? "passed" : "failed"}</span> ${escaped(id)} – ${passed} of ${trials.length} <small>${escaped(tags.join(", "))}</small></summary>
<p>${escaped(why)}</p>${trials.map(trialPart).join("")}</details>`;
};

/** One file with everything in it: figures, slices, and every conversation, failures opened. */
export const htmlReport = (result: SuiteResult): string => {
  const { cases, model, prompt, startedAt, seconds } = result;
  const effort = effortOf(cases);
  const ordered = [...cases].sort(
    (a, b) => Number(a.trials.every(isPassed)) - Number(b.trials.every(isPassed)),
  );
  const rates = passRates(cases).map((share, place) => [`pass^${place + 1}`, rangeOf(share)]);
  const facts = [
    ["Turns", String(effort.turns)],
    ["A turn, p50 / p95", `${effort.p50?.toFixed(0) ?? "–"} / ${effort.p95?.toFixed(0) ?? "–"} ms`],
    ["Tokens in / out", `${effort.tokens.input} / ${effort.tokens.output}`],
    ["Tool calls for each success", effort.callsPerSuccess?.toFixed(1) ?? "–"],
    ["Illegal attempts blocked", String(effort.blocked)],
    ["Invalid plays", String(effort.invalid)],
  ];
  const slices = slicesOf(cases).map(({ tag, cases: count, pass }) => [
    ...[tag, String(count), percent(pass.value)],
    `${percent(pass.low)} – ${percent(pass.high)}`,
  ]);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evals: ${escaped(model)}, ${escaped(prompt.id)} v${prompt.version}</title><style>${style}</style></head>
<body><main><h1>Evals</h1>
<p>${escaped(`${model}, prompt ${prompt.id} v${prompt.version} (${prompt.hash}), ${startedAt}, ${seconds.toFixed(1)} s`)}</p>
${table("Passed, with the range at 95 %", ["k in a row", "share"], rates)}
${table("Effort", ["what", "how much"], facts)}
${table("By tag, the weakest first", ["tag", "cases", "pass^1", "range"], slices)}
<h2>Cases</h2>
${ordered.map(casePart).join("\n")}
</main></body></html>
`;
};
