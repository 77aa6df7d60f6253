import { Alert, Button, Chip, Textarea } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";

import { useTexts } from "../texts/language.ts";
import classes from "./suggestion.module.css";
import { suggestionTexts } from "./suggestion-texts.ts";
import { WordDiff } from "./word-diff.tsx";

interface EditFormProps {
  readonly from: string;
  /** What was typed before; absent: nothing. */
  readonly draft: string | undefined;
  /** What the facts did not back when it was sent. */
  readonly claims: readonly string[];
  readonly onTyping: (isTyping: boolean) => void;
  readonly send: (text: string, reason: string) => void;
  readonly leave: () => void;
}

/** Other words, how they differ, and why. */
export const EditForm = ({ from, draft, claims, onTyping, send, leave }: EditFormProps) => {
  const texts = useTexts(suggestionTexts);
  const [text, setText] = useState(draft ?? from);
  const [reason, setReason] = useState("");
  const canSend = text.trim() !== "" && text.trim() !== from;
  const press = (event: KeyboardEvent): void => {
    if (event.key === "Escape") leave();
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (canSend) send(text.trim(), reason);
  };
  return (
    <div className={classes.form}>
      {claims.length > 0 && (
        <Alert color="red" title={texts.untrue} role="alert">
          {claims.join(" · ")}
        </Alert>
      )}
      <Textarea
        data-autofocus
        autoFocus
        autosize
        minRows={3}
        maxRows={10}
        maxLength={3_000}
        label={texts.yourWords}
        value={text}
        onFocus={({ currentTarget }) => {
          const end = currentTarget.value.length;
          currentTarget.setSelectionRange(end, end);
        }}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          onTyping(true);
        }}
        onKeyDown={press}
      />
      {text !== from && (
        <div>
          <div className={classes.quiet}>{texts.changes}</div>
          <WordDiff from={from} to={text} />
        </div>
      )}
      <ReasonChips
        label={texts.whyEdit}
        choices={texts.editReasons}
        value={reason}
        change={setReason}
      />
      <div className={classes.moves}>
        <Button size="xs" disabled={!canSend} onClick={() => send(text.trim(), reason)}>
          {texts.sendEdit}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={leave}>
          {texts.cancel}
        </Button>
      </div>
    </div>
  );
};

interface ReasonChipsProps {
  readonly label: string;
  readonly choices: readonly string[];
  readonly value: string;
  readonly change: (reason: string) => void;
}

export const ReasonChips = ({ label, choices, value, change }: ReasonChipsProps) => (
  <div>
    <div className={classes.quiet}>{label}</div>
    <Chip.Group value={value} onChange={(next) => change(String(next))}>
      <div className={classes.reasons}>
        {choices.map((one) => (
          <Chip key={one} value={one} size="xs" variant="outline">
            {one}
          </Chip>
        ))}
      </div>
    </Chip.Group>
  </div>
);
