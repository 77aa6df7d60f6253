import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { sayCount, sayShare } from "../analytics/say-figures.ts";
import { Loaded, Section } from "../set-up/section.tsx";
import { useTexts } from "../texts/language.ts";
import { Block } from "./block.tsx";
import { Nothing } from "./nothing.tsx";
import { type Measure, type Trial as TrialTold, trialQuery } from "./prompt-queries.ts";
import classes from "./prompts.module.css";
import { promptsTexts } from "./prompts-texts.ts";
import { sayVersion } from "./say-amounts.ts";
import { Differences } from "./trial-differences.tsx";
import { trialTexts } from "./trial-texts.ts";

const periods = ["7", "30", "90"] as const;
type Period = (typeof periods)[number];

/** What runs, and what came of each prompt. */
export const Trial = () => {
  const texts = useTexts(trialTexts);
  const [days, setDays] = useState<Period>("30");
  const query = useQuery(trialQuery(days));
  return (
    <Section
      title={useTexts(promptsTexts).sections.trial}
      lead={texts.lead}
      moves={
        <SegmentedControl
          aria-label={texts.period}
          value={days}
          onChange={setDays}
          data={periods.map((value) => ({ value, label: texts.days[value] }))}
        />
      }
    >
      <Loaded query={query}>
        {(told) => (
          <>
            <Running running={told.running} />
            {told.running.trial && <Differences differences={told.differences} />}
            <Arms arms={told.arms} />
          </>
        )}
      </Loaded>
    </Section>
  );
};

const Running = ({ running: { control, trial, share } }: Pick<TrialTold, "running">) => {
  const texts = useTexts(trialTexts);
  return (
    <Block title={texts.running}>
      <dl className={classes.pair}>
        <div>
          <dt>{texts.control}</dt>
          <dd>
            {sayVersion(control)} <small>{control.hash}</small>
            {share !== null && <small>{texts.shareOf(sayShare(1 - share))}</small>}
          </dd>
        </div>
        {trial && (
          <div>
            <dt>{texts.trial}</dt>
            <dd>
              {sayVersion(trial)} <small>{trial.hash}</small>
              {share !== null && <small>{texts.shareOf(sayShare(share))}</small>}
            </dd>
          </div>
        )}
      </dl>
      {!trial && <p className={classes.quiet}>{texts.noTrial}</p>}
    </Block>
  );
};

const Arms = ({ arms }: Pick<TrialTold, "arms">) => {
  const texts = useTexts(trialTexts);
  const { arms: names } = useTexts(promptsTexts);
  if (arms.length === 0) {
    return <Nothing title={texts.noneTitle} words={texts.none} />;
  }
  return (
    <div className={classes.arms}>
      {arms.map(({ arm, prompt, turns, conversations, measures }) => (
        <Block
          key={`${arm} ${prompt.hash}`}
          title={`${sayVersion(prompt)} · ${names[arm]}`}
          note={`${sayCount(turns)} ${texts.turns.toLowerCase()} · ${sayCount(conversations)} ${texts.conversations.toLowerCase()} · ${prompt.hash}`}
        >
          <dl className={classes.shares}>
            {(Object.keys(texts.measures) as Measure[]).map((name) => (
              <MeasureLine key={name} name={texts.measures[name]} share={measures[name]} />
            ))}
          </dl>
        </Block>
      ))}
    </div>
  );
};

interface MeasureLineProps {
  readonly name: string;
  readonly share: TrialTold["arms"][number]["measures"][Measure];
}

const MeasureLine = ({ name, share }: MeasureLineProps) => {
  const texts = useTexts(trialTexts);
  const { hits, count, value, low, high, enough } = share;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{sayShare(value)}</strong>
        {count > 0 && (
          <small>
            {texts.of(sayCount(hits), sayCount(count))}{" "}
            {enough ? `(${sayShare(low)} – ${sayShare(high)})` : `(${texts.tooFew})`}
          </small>
        )}
      </dd>
    </div>
  );
};
