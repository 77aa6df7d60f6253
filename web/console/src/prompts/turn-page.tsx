import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";

import { inboxTexts } from "../inbox/inbox-texts.ts";
import { Loaded, Section } from "../set-up/section.tsx";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayMoment } from "../texts/say-time.ts";
import { BackLine } from "./back-line.tsx";
import { Block } from "./block.tsx";
import { type Turn, type TurnTold, turnQuery } from "./prompt-queries.ts";
import classes from "./prompts.module.css";
import { promptsTexts } from "./prompts-texts.ts";
import { ReplayBlock } from "./replay-block.tsx";
import { TurnFigures } from "./turn-figures.tsx";
import { TurnChips } from "./turn-row.tsx";
import { Waterfall } from "./waterfall.tsx";

/** One turn: what it heard, did, checked and said. */
export const TurnPage = ({ id }: { readonly id: string }) => {
  const query = useQuery(turnQuery(id));
  const texts = useTexts(promptsTexts);
  return (
    <>
      <BackLine to="/prompts/turns" name={texts.backToTurns} />
      <Loaded query={query}>{(told) => <TurnShown told={told} />}</Loaded>
    </>
  );
};

const TurnShown = ({ told }: { readonly told: TurnTold }) => {
  const texts = useTexts(promptsTexts);
  const language = useLanguage();
  const { turn } = told;
  return (
    <Section
      title={texts.turnOf(sayMoment(language, turn.started_at))}
      lead={turn.lead_name ?? texts.nameless}
      moves={
        <div className={classes.moves}>
          <Button
            component={Link}
            href={`/prompts/turns?conversation=${turn.conversation_id}`}
            variant="default"
            size="xs"
          >
            {texts.turnsOfConversation}
          </Button>
          <Button component={Link} href={`/inbox/${turn.conversation_id}`} size="xs">
            {texts.openConversation}
          </Button>
        </div>
      }
    >
      <div className={classes.chips}>
        <TurnChips turn={turn} />
      </div>
      <Words told={told} />
      {turn.trace && <TurnFigures turn={turn} trace={turn.trace} />}
      {turn.trace && (
        <Block title={texts.timings}>
          <Waterfall trace={turn.trace} />
        </Block>
      )}
      {turn.trace && <Checked trace={turn.trace} />}
      {turn.trace && <ReplayBlock told={told} />}
    </Section>
  );
};

const Words = ({ told: { heard, said, suggestion } }: { readonly told: TurnTold }) => {
  const texts = useTexts(promptsTexts);
  const isOther = suggestion !== null && suggestion.text !== said;
  return (
    <Block>
      <dl className={classes.talk}>
        <dt>{texts.heard}</dt>
        {heard.map((text, index) => {
          const key = `${index} ${text}`;
          return (
            <dd key={key} data-by="lead">
              {text || texts.noWords}
            </dd>
          );
        })}
        {isOther && suggestion.text !== null && (
          <>
            <dt>{texts.suggested}</dt>
            <dd data-by="ai">{suggestion.text}</dd>
          </>
        )}
        <dt>{texts.said}</dt>
        <dd data-by={said === null ? undefined : "ai"}>{said ?? texts.silence}</dd>
      </dl>
    </Block>
  );
};

const Checked = ({ trace }: { readonly trace: NonNullable<Turn["trace"]> }) => {
  const texts = useTexts(promptsTexts);
  const { risks: names } = useTexts(inboxTexts);
  const { claims, failure, approval } = trace;
  return (
    <Block title={texts.claims}>
      {claims.length === 0 && <p className={classes.quiet}>{texts.noClaims}</p>}
      {claims.length > 0 && (
        <ul className={classes.claims}>
          {claims.map(({ kind, said }) => (
            <li key={`${kind} ${said}`}>
              <span className={classes.chip} data-tone="bad">
                {kind}
              </span>
              {said}
            </li>
          ))}
        </ul>
      )}
      {failure !== null && (
        <p className={classes.failure}>
          <b>{texts.failure}:</b> {failure}
        </p>
      )}
      {approval.risks.length > 0 && (
        <p className={classes.quiet}>
          {texts.risks}:{" "}
          {approval.risks.map((risk) => (names as Record<string, string>)[risk] ?? risk).join(", ")}
        </p>
      )}
    </Block>
  );
};
