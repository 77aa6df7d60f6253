import { Button } from "@mantine/core";

import { Problem, sayProblem } from "../api/ask.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayMoment } from "../texts/say-time.ts";
import classes from "./calendar.module.css";
import { calendarTexts } from "./calendar-texts.ts";

type Alternative = NonNullable<NonNullable<Problem["answer"]>["alternatives"]>[number];

interface RefusalProps {
  readonly title: string;
  readonly error: unknown;
  readonly take: (alternative: Alternative) => void;
}

/** Why not, in the house's words, and the times that can be had instead. */
export const Refusal = ({ title, error, take }: RefusalProps) => {
  const texts = useTexts(calendarTexts);
  const language = useLanguage();
  const answer = error instanceof Problem ? error.answer : null;
  const blocking = answer?.blocking ?? [];
  const alternatives = answer?.alternatives ?? blocking.flatMap((one) => one.alternatives ?? []);
  const sentences = new Set([sayProblem(error), ...blocking.map(({ message }) => message)]);
  return (
    <div className={classes.refusal} role="alert">
      <strong>{title}</strong>
      {[...sentences].map((sentence) => (
        <span key={sentence}>{sentence}</span>
      ))}
      {alternatives.length > 0 && (
        <>
          <span className={classes.quiet}>{texts.insteadOf}</span>
          <div className={classes.instead}>
            {alternatives.map((slot) => (
              <Button key={slot.slot_id} size="xs" variant="light" onClick={() => take(slot)}>
                {sayMoment(language, slot.starts_at, slot.timezone)} · {slot.provider_name}
              </Button>
            ))}
          </div>
        </>
      )}
    </div>
  );
};
