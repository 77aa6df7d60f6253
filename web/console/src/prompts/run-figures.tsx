import { sayCount, sayShare } from "../analytics/say-figures.ts";
import { useTexts } from "../texts/language.ts";
import { evalTexts } from "./eval-texts.ts";
import { Figure } from "./figure.tsx";
import type { Run } from "./prompt-queries.ts";
import classes from "./prompts.module.css";
import { promptsTexts } from "./prompts-texts.ts";
import { sayCost, sayMs } from "./say-amounts.ts";

/** A run in six figures. */
export const RunFigures = ({ run }: { readonly run: Run }) => {
  const texts = useTexts(evalTexts);
  const { tokens: tokensName } = useTexts(promptsTexts);
  const [pass] = run.passes;
  const last = run.passes.length > 1 ? run.passes.at(-1) : undefined;
  return (
    <dl className={classes.figures}>
      <Figure
        name={texts.figures.pass}
        value={sayShare(pass?.value ?? null)}
        note={pass && `${sayShare(pass.low)} – ${sayShare(pass.high)}`}
      />
      {last && (
        <Figure
          name={`pass^${run.passes.length}`}
          value={sayShare(last.value)}
          note={`${sayShare(last.low)} – ${sayShare(last.high)}`}
        />
      )}
      <Figure
        name={texts.figures.critical}
        value={sayCount(run.critical)}
        note={run.invalid > 0 ? texts.invalid(sayCount(run.invalid)) : undefined}
      />
      <Figure
        name={texts.figures.time}
        value={texts.seconds(sayCount(run.seconds, 1))}
        note={run.p95 === null ? undefined : texts.turnP95(sayMs(run.p95))}
      />
      <Figure
        name={tokensName}
        value={`${sayCount(run.tokens.input)} / ${sayCount(run.tokens.output)}`}
        note={run.blocked > 0 ? texts.blocked(sayCount(run.blocked)) : undefined}
      />
      <Figure
        name={texts.figures.cost}
        value={sayCost(run.cost_usd)}
        note={texts.cases(sayCount(run.cases), sayCount(run.trials))}
      />
    </dl>
  );
};
