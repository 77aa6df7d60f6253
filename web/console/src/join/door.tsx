import { Alert, Anchor, Paper, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import classes from "../sign-in/sign-in.module.css";
import { signInTexts } from "../sign-in/sign-in-texts.ts";
import { languageNow, setLanguage, useTexts } from "../texts/language.ts";

interface DoorProps {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly problem?: string | null;
  readonly children: ReactNode;
}

/** A page outside the sign-in: one card, and the choice of the language. */
export const Door = ({ title, lead, problem, children }: DoorProps) => {
  const texts = useTexts(signInTexts);
  return (
    <main className={classes.page}>
      <Paper className={classes.card} withBorder>
        <img src="/console/icon.svg" alt="" width={40} height={40} />
        <Title order={1} size={22} mt="md">
          {title}
        </Title>
        <Text c="var(--quiet)" mb="lg" mt={4}>
          {lead}
        </Text>
        {problem && (
          <Alert color="red" mb="md" role="alert">
            {problem}
          </Alert>
        )}
        {children}
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
