import {
  Alert,
  Anchor,
  Button,
  Paper,
  PasswordInput,
  PinInput,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";

import { sayProblem } from "../api/ask.ts";
import { meQuery } from "../api/me.ts";
import { sendCode, signIn } from "../api/sign-in.ts";
import { languageNow, setLanguage, useTexts } from "../texts/language.ts";
import classes from "./sign-in.module.css";
import { signInTexts } from "./sign-in-texts.ts";

type Step = "password" | "totp" | "backup";

/** Who are you: e-mail and password, and a code where the account asks for one. */
export const SignIn = ({ lead }: { readonly lead?: string }) => {
  const texts = useTexts(signInTexts);
  const queries = useQueryClient();
  const [step, setStep] = useState<Step>("password");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const attempt = async (act: () => Promise<"in" | "code">): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      if ((await act()) === "code") setStep("totp");
      else await queries.fetchQuery({ ...meQuery, staleTime: 0 });
    } catch (error) {
      setProblem(sayProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const tryCode = (code: string): Promise<void> =>
    attempt(async () => {
      await sendCode(code, step === "backup" ? "backup" : "totp");
      return "in";
    });

  return (
    <main className={classes.page}>
      <Paper className={classes.card} withBorder>
        <img src="/console/icon.svg" alt="" width={40} height={40} />
        <Title order={1} size={22} mt="md">
          {step === "password" ? texts.title : texts.codeTitle}
        </Title>
        <Text c="var(--quiet)" mb="lg" mt={4}>
          {step === "password"
            ? (lead ?? texts.lead)
            : step === "totp"
              ? texts.codeLead
              : texts.backupLead}
        </Text>
        {problem && (
          <Alert color="red" mb="md" role="alert">
            {problem}
          </Alert>
        )}
        {step === "password" ? (
          <PasswordForm busy={busy} send={(email, word) => attempt(() => signIn(email, word))} />
        ) : (
          <CodeForm key={step} isBackup={step === "backup"} busy={busy} send={tryCode} />
        )}
        {step === "password" && (
          <Anchor component={Link} href="/new-password" mt="md" display="block">
            {texts.forgotten}
          </Anchor>
        )}
        {step !== "password" && (
          <Anchor
            component="button"
            type="button"
            mt="md"
            onClick={() => setStep(step === "totp" ? "backup" : "totp")}
          >
            {step === "totp" ? texts.useBackup : texts.useTotp}
          </Anchor>
        )}
      </Paper>
      <Anchor
        component="button"
        type="button"
        mt="md"
        onClick={() => setLanguage(languageNow() === "vi" ? "en" : "vi")}
      >
        {texts.language}
      </Anchor>
    </main>
  );
};

interface PasswordFormProps {
  readonly busy: boolean;
  readonly send: (email: string, password: string) => void;
}

const PasswordForm = ({ busy, send }: PasswordFormProps) => {
  const texts = useTexts(signInTexts);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    send(String(form.get("email")), String(form.get("password")));
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          name="email"
          type="email"
          label={texts.email}
          autoComplete="username"
          required
          size="md"
          data-autofocus
        />
        <PasswordInput
          name="password"
          label={texts.password}
          autoComplete="current-password"
          required
          size="md"
        />
        <Button type="submit" loading={busy} size="md" mt="xs">
          {texts.signIn}
        </Button>
      </Stack>
    </form>
  );
};

interface CodeFormProps {
  readonly isBackup: boolean;
  readonly busy: boolean;
  readonly send: (code: string) => void;
}

const CodeForm = ({ isBackup, busy, send }: CodeFormProps) => {
  const texts = useTexts(signInTexts);
  const [code, setCode] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(code.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {isBackup ? (
          <TextInput
            label={texts.backupCode}
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
            size="md"
          />
        ) : (
          <PinInput
            length={6}
            type="number"
            oneTimeCode
            size="lg"
            value={code}
            onChange={setCode}
            onComplete={send}
            aria-label={texts.code}
            getInputProps={(index) => ({ "aria-label": `${texts.code} ${index + 1}` })}
          />
        )}
        <Button type="submit" loading={busy} size="md" disabled={code.trim() === ""}>
          {texts.signIn}
        </Button>
      </Stack>
    </form>
  );
};
