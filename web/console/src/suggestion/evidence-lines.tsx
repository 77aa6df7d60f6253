import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";

import type { Evidence } from "../api/queries.ts";
import { type BookingState, stateTexts } from "../inbox/state-texts.ts";
import { Icon } from "../shell/icons.tsx";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayMoment } from "../texts/say-time.ts";
import classes from "./suggestion.module.css";
import { suggestionTexts } from "./suggestion-texts.ts";

interface EvidenceLinesProps {
  readonly evidence: Evidence;
  readonly onMove: (to: string) => void;
}

/** What a suggestion stands on, what was checked, and what the house said no to. */
export const EvidenceLines = ({ evidence, onMove }: EvidenceLinesProps) => {
  const texts = useTexts(suggestionTexts);
  const states = stateTexts[useLanguage()];
  const { facts, checks, blocked, claims } = evidence;
  const isWide = useMediaQuery("(min-width: 761px)", true, { getInitialValueInEffect: false });
  return (
    <details className={classes.evidence} open={isWide}>
      <summary>
        {texts.facts}: {facts.length} · {texts.checks}:{" "}
        {checks.filter(({ passed }) => passed).length}/{checks.length}
      </summary>
      <div className={classes.lines}>
        {facts.length > 0 && (
          <div className={classes.line}>
            <b>{texts.facts}</b>
            {facts.map((fact) => (
              <FactChip key={JSON.stringify(fact)} fact={fact} />
            ))}
          </div>
        )}
        {checks.length > 0 && (
          <div className={classes.line}>
            <b>{texts.checks}</b>
            {checks.map(({ kind, passed }) => (
              <span key={kind} className={passed ? classes.passed : classes.failed}>
                <Icon name={passed ? "check" : "cross"} size={13} />
                {texts.checkNames[kind]}
              </span>
            ))}
          </div>
        )}
        {claims.length > 0 && (
          <div className={classes.line}>
            <b>{texts.claims}</b>
            {claims.map(({ kind, said }) => (
              <span key={`${kind} ${said}`} className={classes.failed}>
                {said}
              </span>
            ))}
          </div>
        )}
        {blocked.map(({ tool, code, message, legalMoves }) => (
          <div key={`${tool} ${code}`} className={classes.blocked}>
            <p>
              <strong>{texts.blocked}:</strong> {message}
            </p>
            {legalMoves.length > 0 && (
              <div className={classes.moves}>
                <span>{texts.instead}</span>
                {legalMoves.map((to) => (
                  <Button key={to} size="compact-xs" variant="default" onClick={() => onMove(to)}>
                    {states[to as BookingState] ?? to}
                  </Button>
                ))}
              </div>
            )}
          </div>
        ))}
      </div>
    </details>
  );
};

const FactChip = ({ fact }: { readonly fact: Evidence["facts"][number] }) => {
  const texts = useTexts(suggestionTexts);
  const language = useLanguage();
  switch (fact.kind) {
    case "slot":
      return (
        <span
          className={classes.fact}
          title={`${fact.service} · ${fact.provider} · ${fact.location}`}
        >
          <Icon name="clock" size={12} />
          {sayMoment(language, fact.start, fact.zone)} · {fact.provider}
        </span>
      );
    case "knowledge":
      return (
        <span className={classes.fact} title={fact.text}>
          <Icon name="info" size={12} />
          {fact.topic}
        </span>
      );
    case "service":
      return <span className={classes.fact}>{fact.name}</span>;
    case "receipt":
      return (
        <span className={classes.fact}>
          <Icon name="check" size={12} />
          {texts.receipt[fact.action] ?? fact.action}
        </span>
      );
  }
};
