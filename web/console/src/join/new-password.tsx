import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useSearchParams } from "wouter";

import { sayProblem } from "../api/ask.ts";
import { askForLetter, setPassword } from "../api/sign-in.ts";
import { useTexts } from "../texts/language.ts";
import { Door } from "./door.tsx";
import { joinTexts } from "./join-texts.ts";

/** By the link of a letter: another password. Without one: asking for the letter. */
export const NewPassword = () => {
  const texts = useTexts(joinTexts);
  const [query] = useSearchParams();
  const token = query.get("token");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget).get("given"));
    setBusy(true);
    setProblem(null);
    try {
      await (token === null ? askForLetter(given) : setPassword(token, given));
      setDone(true);
    } catch (error) {
      setProblem(sayProblem(error));
    } finally {
      setBusy(false);
    }
  };

  const [title, lead] =
    token === null ? [texts.askTitle, texts.askLead] : [texts.resetTitle, texts.resetLead];
  return (
    <Door title={title} lead={done ? undefined : lead} problem={problem}>
      {done ? (
        <Stack role="status">
          <Text>{token === null ? texts.sent : texts.saved}</Text>
          <Button component="a" href="/console/">
            {texts.toSignIn}
          </Button>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            {token === null ? (
              <TextInput name="given" type="email" label={texts.email} required size="md" />
            ) : (
              <PasswordInput
                name="given"
                label={texts.password}
                description={texts.passwordHint}
                autoComplete="new-password"
                minLength={10}
                maxLength={128}
                required
                size="md"
              />
            )}
            <Button type="submit" loading={busy} size="md">
              {token === null ? texts.send : texts.save}
            </Button>
          </Stack>
        </form>
      )}
    </Door>
  );
};
