import { Tooltip } from "@mantine/core";

import { sayCount } from "../analytics/say-figures.ts";
import { useTexts } from "../texts/language.ts";
import { Figure } from "./figure.tsx";
import type { Turn } from "./prompt-queries.ts";
import classes from "./prompts.module.css";
import { promptsTexts } from "./prompts-texts.ts";
import { sayCost, sayMs, sayVersion } from "./say-amounts.ts";

interface TurnFiguresProps {
  readonly turn: Turn;
  readonly trace: NonNullable<Turn["trace"]>;
}

/** With what a turn was run, and what it took. */
export const TurnFigures = ({ turn, trace }: TurnFiguresProps) => {
  const texts = useTexts(promptsTexts);
  const { prompt, model, tokens, totalMs, modelMs, asks, approval } = trace;
  const cost = <span>{sayCost(turn.cost_usd)}</span>;
  return (
    <dl className={classes.figures}>
      <Figure name={texts.prompt} value={sayVersion(prompt)} note={prompt.hash} />
      <Figure name={texts.model} value={model} />
      <Figure
        name={texts.time}
        value={sayMs(totalMs)}
        note={texts.modelTime(sayMs(modelMs), asks.length)}
      />
      <Figure
        name={texts.tokens}
        value={`${sayCount(tokens.input)} / ${sayCount(tokens.output)}`}
      />
      <div>
        <dt>{texts.cost}</dt>
        <dd>
          {turn.cost_usd === null ? <Tooltip label={texts.costUnknown}>{cost}</Tooltip> : cost}
        </dd>
      </div>
      <Figure
        name={texts.mode}
        value={(texts.modes as Record<string, string>)[approval.mode] ?? approval.mode}
      />
    </dl>
  );
};
