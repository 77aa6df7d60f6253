import { WordDiff } from "../suggestion/word-diff.tsx";
import { useTexts } from "../texts/language.ts";
import type { Replay, TurnTold } from "./prompt-queries.ts";
import classes from "./prompts.module.css";
import { replayTexts } from "./replay-texts.ts";
import { sayCost, sayMs, sayVersion } from "./say-amounts.ts";

interface ReplayBesideProps {
  readonly told: TurnTold;
  readonly replay: Replay;
}

/** The turn and its replay beside each other, and word by word what differs. */
export const ReplayBeside = ({ told, replay }: ReplayBesideProps) => {
  const texts = useTexts(replayTexts);
  const { turn, said: sent, suggestion } = told;
  const before = suggestion?.text ?? sent;
  const { trace } = turn;
  return (
    <>
      <div className={classes.beside}>
        {trace && (
          <Side
            title={texts.before}
            made={[sayVersion(trace.prompt), trace.model]}
            spent={`${sayMs(trace.totalMs)} · ${sayCost(turn.cost_usd)}`}
            calls={trace.calls}
            said={before}
          />
        )}
        <Side
          title={texts.after}
          made={[sayVersion(replay.prompt), replay.model]}
          spent={replay.trace ? `${sayMs(replay.trace.totalMs)} · ${sayCost(replay.cost_usd)}` : ""}
          calls={replay.calls}
          said={replay.said}
          parted={replay.parted}
        />
      </div>
      {replay.said !== null && (
        <>
          <h3 className={classes.minor}>{texts.difference}</h3>
          {before === replay.said ? (
            <p className={classes.same}>{texts.same}</p>
          ) : (
            <WordDiff from={before ?? ""} to={replay.said} />
          )}
        </>
      )}
    </>
  );
};

interface SideProps {
  readonly title: string;
  readonly made: readonly string[];
  readonly spent: string;
  readonly calls: readonly { readonly tool: string; readonly outcome: string }[];
  readonly said: string | null;
  readonly parted?: Replay["parted"];
}

const Side = ({ title, made, spent, calls, said, parted = null }: SideProps) => {
  const texts = useTexts(replayTexts);
  return (
    <section className={classes.sideBySide} aria-label={title}>
      <h3 className={classes.minor}>{title}</h3>
      <p className={classes.chips}>
        {made.map((one) => (
          <span key={one} className={classes.chip}>
            {one}
          </span>
        ))}
        <span className={classes.amounts}>{spent}</span>
      </p>
      <ol className={classes.calls} aria-label={texts.calls}>
        {calls.map(({ tool, outcome }, index) => {
          const key = `${index} ${tool}`;
          return (
            <li key={key}>
              <code>{tool}</code> <span>{outcome}</span>
            </li>
          );
        })}
        {parted && (
          <li data-parted="true">
            <strong>{texts.parted}:</strong> <code>{parted.tool}</code>
            <pre>{JSON.stringify(parted.arguments, null, 1)}</pre>
          </li>
        )}
      </ol>
      {calls.length === 0 && !parted && <p className={classes.quiet}>{texts.noCalls}</p>}
      {parted ? (
        <p className={classes.failure}>{texts.partedLong(parted.tool)}</p>
      ) : (
        <p className={classes.words}>{said ?? texts.nothingSaid}</p>
      )}
    </section>
  );
};
