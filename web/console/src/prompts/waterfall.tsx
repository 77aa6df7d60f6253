import type { CSSProperties } from "react";

import { useTexts } from "../texts/language.ts";
import type { Turn } from "./prompt-queries.ts";
import classes from "./prompts.module.css";
import { promptsTexts } from "./prompts-texts.ts";
import { sayMs } from "./say-amounts.ts";

type Trace = Pick<NonNullable<Turn["trace"]>, "asks" | "calls" | "totalMs">;

interface Bar {
  readonly kind: "ask" | "tool";
  readonly name: string;
  readonly outcome: string;
  readonly at: number | null;
  readonly ms: number;
}

/** Where the bar of a span begins and how long it is, of the whole turn; a sliver can still be seen. */
const placeOf = ({ at, ms }: Bar, whole: number): CSSProperties =>
  ({
    "--from": `${Math.min(99, (100 * (at ?? 0)) / whole)}%`,
    "--long": `${Math.max(0.8, (100 * ms) / whole)}%`,
  }) as CSSProperties;

/** Calls of the model and of tools, in the order they were made, against the clock of the turn. */
export const Waterfall = ({ trace }: { readonly trace: Trace }) => {
  const texts = useTexts(promptsTexts);
  const bars: readonly Bar[] = [
    ...trace.asks.map(({ at, ms, input, output }) => ({
      ...{ kind: "ask" as const, name: texts.ask, at, ms },
      outcome: input + output > 0 ? `${input} / ${output}` : "",
    })),
    ...trace.calls.map(({ tool, outcome, at, ms }) => ({
      ...{ kind: "tool" as const, name: tool, outcome, at, ms },
    })),
  ].toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0));
  const whole = Math.max(1, trace.totalMs, ...bars.map(({ at, ms }) => (at ?? 0) + ms));
  if (bars.length === 0) return <p className={classes.quiet}>{texts.noCalls}</p>;
  return (
    <table className={classes.waterfall}>
      <thead>
        <tr>
          <th scope="col">{texts.tool}</th>
          <th scope="col">{texts.outcome}</th>
          <th scope="col">{texts.at}</th>
          <th scope="col">{texts.took}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar, index) => {
          const key = `${index} ${bar.name}`;
          return (
            <tr key={key} data-kind={bar.kind}>
              <th scope="row">
                {bar.name}
                <span className={classes.span} style={placeOf(bar, whole)} aria-hidden="true" />
              </th>
              <td>{bar.outcome}</td>
              <td>{bar.at === null ? "—" : sayMs(bar.at)}</td>
              <td>{sayMs(bar.ms)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};
