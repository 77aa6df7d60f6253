import { Link } from "wouter";

import { useLanguage, useTexts } from "../texts/language.ts";
import { sayMoment } from "../texts/say-time.ts";
import type { Turn } from "./prompt-queries.ts";
import classes from "./prompts.module.css";
import { promptsTexts } from "./prompts-texts.ts";
import { sayCost, sayMs, sayVersion } from "./say-amounts.ts";

/** One turn in a list: what was heard, and how it was answered. */
export const TurnRow = ({ turn }: { readonly turn: Turn }) => {
  const texts = useTexts(promptsTexts);
  const language = useLanguage();
  const { trace } = turn;
  return (
    <li>
      <Link className={classes.row} href={`/prompts/turns/${turn.turn_id}`}>
        <span className={classes.rowHead}>
          <strong>{turn.lead_name ?? texts.nameless}</strong>
          <time dateTime={turn.started_at}>{sayMoment(language, turn.started_at)}</time>
        </span>
        <span className={classes.rowWords}>{turn.heard || texts.noWords}</span>
        <span className={classes.chips}>
          <TurnChips turn={turn} />
          <span className={classes.amounts}>
            {trace ? `${sayMs(trace.totalMs)} · ${sayCost(turn.cost_usd)}` : texts.noTrace}
          </span>
        </span>
      </Link>
    </li>
  );
};

/** How a turn went, in a few words. */
export const TurnChips = ({ turn: { trace, status } }: { readonly turn: Turn }) => {
  const texts = useTexts(promptsTexts);
  return (
    <>
      {status !== "answered" && <span className={classes.chip}>{texts.statuses[status]}</span>}
      {trace && (
        <>
          <span className={classes.chip}>{sayVersion(trace.prompt)}</span>
          {trace.prompt.arm !== "only" && (
            <span className={classes.chip} data-tone="trial">
              {texts.arms[trace.prompt.arm]}
            </span>
          )}
          <span className={classes.chip} data-tone={trace.wording === "safe" ? "warn" : undefined}>
            {texts.wordings[trace.wording]}
          </span>
          {trace.calls.length > 0 && (
            <span className={classes.chip}>{texts.tools(trace.calls.length)}</span>
          )}
          {trace.claims.length > 0 && (
            <span className={classes.chip} data-tone="bad">
              {texts.untrue(trace.claims.length)}
            </span>
          )}
          {trace.failure !== null && (
            <span className={classes.chip} data-tone="bad">
              {texts.failed}
            </span>
          )}
        </>
      )}
    </>
  );
};
