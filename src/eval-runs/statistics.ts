import { type Share, wilson } from "#src/domain/share.ts";
import { type CaseResult, isPassed, type Trial } from "./suite-result.ts";

const choose = (from: number, take: number): number => {
  let ways = 1;
  for (let place = 0; place < take; place += 1) ways *= (from - place) / (place + 1);
  return take > from ? 0 : ways;
};

/** pass^k: how likely k trials in a row all pass, without bias (τ-bench): C(c, k) / C(n, k). */
export const passHat = (passed: number, trials: number, k: number): number =>
  k > trials ? Number.NaN : choose(passed, k) / choose(trials, k);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** A generator of its own, so that the same run has the same interval. */
const drawFrom = (seed: number) => {
  let state = seed >>> 0;
  return (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * limit);
  };
};

const resamples = 1000;

/** The range of the mean over cases, by drawing as many cases again and again. */
const bootstrap = (values: readonly number[]): Share => {
  const draw = drawFrom(20_260_205);
  const means = Array.from({ length: resamples }, () =>
    mean(values.map(() => values[draw(values.length)] ?? 0)),
  ).toSorted((a, b) => a - b);
  const at = (part: number): number => means[Math.floor(part * (resamples - 1))] ?? 0;
  return { value: mean(values), low: at(0.025), high: at(0.975) };
};

const valid = (trials: readonly Trial[]): readonly Trial[] =>
  trials.filter(({ invalid }) => invalid === null);

/** pass^1 … pass^k over these cases; cases without a valid trial count for nothing. */
export const passRates = (cases: readonly CaseResult[]): readonly Share[] => {
  const counts = cases
    .map(({ trials }) => valid(trials))
    .filter((trials) => trials.length > 0)
    .map((trials) => ({ passed: trials.filter(isPassed).length, trials: trials.length }));
  if (counts.length === 0) return [];
  const most = Math.min(...counts.map(({ trials }) => trials));
  return Array.from({ length: most }, (_none, place) => {
    const k = place + 1;
    const hats = counts.map(({ passed, trials }) => passHat(passed, trials, k));
    const hits = counts.reduce((sum, { passed }) => sum + passed, 0);
    const all = counts.reduce((sum, { trials }) => sum + trials, 0);
    return k === 1 ? { ...wilson(hits, all), value: mean(hats) } : bootstrap(hats);
  });
};

export interface Slice {
  readonly tag: string;
  readonly cases: number;
  readonly pass: Share;
}

/** pass^1 of the cases of each tag, the worst first. */
export const slicesOf = (cases: readonly CaseResult[]): readonly Slice[] =>
  [...new Set(cases.flatMap(({ tags }) => tags))]
    .map((tag) => {
      const tagged = cases.filter(({ tags }) => tags.includes(tag));
      return { tag, cases: tagged.length, pass: passRates(tagged)[0] };
    })
    .flatMap(({ tag, cases: count, pass }) => (pass ? [{ tag, cases: count, pass }] : []))
    .toSorted((a, b) => a.pass.value - b.pass.value || a.tag.localeCompare(b.tag));

/** The value below which this part of the values lies; null of none. */
export const quantile = (values: readonly number[], part: number): number | null => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? null;
};

export interface Effort {
  readonly turns: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly modelP50: number | null;
  readonly modelP95: number | null;
  readonly tokens: { readonly input: number; readonly output: number };
  /** Tool calls of all trials for each one that passed; null when none did. */
  readonly callsPerSuccess: number | null;
  readonly blocked: number;
  readonly invalid: number;
}

/** What the run took: milliseconds of turns the lead waited for, tokens, calls. */
export const effortOf = (cases: readonly CaseResult[]): Effort => {
  const trials = cases.flatMap((one) => one.trials);
  const turns = trials.flatMap((one) => one.turns).filter(({ wrote }) => wrote.length > 0);
  const passed = trials.filter(isPassed).length;
  const calls = turns.reduce((sum, { tools }) => sum + tools.length, 0);
  return {
    turns: turns.length,
    p50: quantile(
      turns.map(({ ms }) => ms),
      0.5,
    ),
    p95: quantile(
      turns.map(({ ms }) => ms),
      0.95,
    ),
    modelP50: quantile(
      turns.map(({ modelMs }) => modelMs),
      0.5,
    ),
    modelP95: quantile(
      turns.map(({ modelMs }) => modelMs),
      0.95,
    ),
    tokens: {
      input: trials.reduce((sum, { tokens }) => sum + tokens.input, 0),
      output: trials.reduce((sum, { tokens }) => sum + tokens.output, 0),
    },
    callsPerSuccess: passed === 0 ? null : calls / passed,
    blocked: trials.reduce((sum, { blocked }) => sum + blocked, 0),
    invalid: trials.filter(({ invalid }) => invalid !== null).length,
  };
};
