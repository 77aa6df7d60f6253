import { Button, CopyButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { sayProblem } from "../api/ask.ts";
import { checklistQuery } from "../api/queries.ts";
import { Icon } from "../shell/icons.tsx";
import { useTexts } from "../texts/language.ts";
import classes from "./booking-panel.module.css";
import { panelTexts } from "./panel-texts.ts";
import { ruleTexts } from "./rule-texts.ts";

interface ChecklistProps {
  readonly bookingId: string;
  readonly to: string;
}

/** What a move needs, what of it is there, and what to ask for the rest (000 §5.3). */
export const ChecklistView = ({ bookingId, to }: ChecklistProps) => {
  const texts = useTexts(panelTexts);
  const rules = useTexts(ruleTexts);
  const { data, error, isPending } = useQuery(checklistQuery(bookingId, to));
  if (isPending) return <span className={classes.quiet}>{texts.checking}</span>;
  if (!data) return <span role="alert">{sayProblem(error)}</span>;
  const sentences = new Map(data.blocking.map((one) => [one.rule, one]));
  return (
    <>
      <ul className={classes.checks}>
        {data.checks.map(({ rule, passed, why }) => (
          <li key={rule} className={passed ? classes.good : classes.bad}>
            <Icon name={passed ? "check" : "warning"} size={15} />
            <span>
              <span className="visually-hidden">{passed ? texts.passed : texts.failed}: </span>
              {sentences.get(rule)?.message ?? rules[rule] ?? why}
            </span>
          </li>
        ))}
      </ul>
      {data.blocking.map(({ rule, suggestedReply }) => (
        <AskLine key={rule} words={suggestedReply} />
      ))}
      <strong className={data.allowed ? classes.good : classes.bad}>
        {texts.conditions(data.conditions.met, data.conditions.total)} ·{" "}
        {data.allowed ? texts.allowed : texts.notYet}
      </strong>
    </>
  );
};

/** A sentence that would get from the lead what is missing. */
export const AskLine = ({ words }: { readonly words: string }) => {
  const texts = useTexts(panelTexts);
  return (
    <p className={classes.ask}>
      {texts.askLead} <q>{words}</q>{" "}
      <CopyButton value={words}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={copy}>
            {copied ? texts.copied : texts.copy}
          </Button>
        )}
      </CopyButton>
    </p>
  );
};
