import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";

import { useTexts } from "../texts/language.ts";
import { ReasonChips } from "./edit-form.tsx";
import classes from "./suggestion.module.css";
import { suggestionTexts } from "./suggestion-texts.ts";

interface RejectFormProps {
  readonly send: (reason: string) => void;
  readonly leave: () => void;
}

/** Why not; the conversation then waits for people. */
export const RejectForm = ({ send, leave }: RejectFormProps) => {
  const texts = useTexts(suggestionTexts);
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim()) send(reason.trim());
  };
  return (
    <form
      className={classes.form}
      onSubmit={submit}
      onKeyDown={({ key }) => key === "Escape" && leave()}
    >
      <ReasonChips
        label={texts.whyReject}
        choices={texts.rejectReasons}
        value={reason}
        change={setReason}
      />
      <TextInput
        autoFocus
        size="xs"
        maxLength={500}
        aria-label={texts.whyReject}
        placeholder={texts.otherReason}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <div className={classes.moves}>
        <Button type="submit" size="xs" color="red" disabled={reason.trim() === ""}>
          {texts.rejectNow}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={leave}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
};
