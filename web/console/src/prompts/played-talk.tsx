import { useTexts } from "../texts/language.ts";
import { evalTexts } from "./eval-texts.ts";
import type { CaseTold } from "./prompt-queries.ts";
import classes from "./prompts.module.css";

type Trial = CaseTold["trials"][number];

/** The plays of a case: what was said, which tools were called, and what was found fault with. */
export const PlayedTalk = ({ told: { trials } }: { readonly told: CaseTold }) => (
  <>
    {trials.map((trial) => (
      <Play key={trial.trial} trial={trial} isOnly={trials.length === 1} />
    ))}
  </>
);

const Play = ({ trial, isOnly }: { readonly trial: Trial; readonly isOnly: boolean }) => {
  const texts = useTexts(evalTexts);
  return (
    <section className={classes.play} aria-label={texts.trial(trial.trial)}>
      {!isOnly && <h4>{texts.trial(trial.trial)}</h4>}
      {trial.invalid !== null && (
        <p className={classes.quiet}>
          {texts.invalidTrial}: {trial.invalid}
        </p>
      )}
      <ol className={classes.turns}>
        {trial.turns.map(({ wrote, tools, replies }, index) => {
          const key = `${index} ${wrote.join(" ")}`;
          return (
            <li key={key}>
              {wrote.map((text) => (
                <p key={text} data-by="lead">
                  <b>{texts.wrote}</b> {text}
                </p>
              ))}
              {tools.length > 0 && (
                <p className={classes.quiet}>
                  {texts.called} <code>{tools.join(" · ")}</code>
                </p>
              )}
              {replies.map(({ text, choices }) => (
                <p key={text} data-by="ai">
                  <b>{texts.replied}</b> {text}
                  {choices.length > 0 && <small> [{choices.join("] [")}]</small>}
                </p>
              ))}
            </li>
          );
        })}
      </ol>
      {trial.faults.length > 0 && (
        <ul className={classes.claims} aria-label={texts.faults}>
          {trial.faults.map(({ scorer, critical, note }) => (
            <li key={`${scorer} ${note}`}>
              <span className={classes.chip} data-tone={critical ? "bad" : "warn"}>
                {scorer}
              </span>
              {note}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
