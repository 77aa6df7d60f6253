import { Button, Group, SegmentedControl, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { z } from "zod";

import { TriedQuestion } from "#src/http/contract/knowledge.ts";
import { ask } from "../api/ask.ts";
import { type Language, useLanguage, useTexts } from "../texts/language.ts";
import { knowledgeTexts } from "./knowledge-texts.ts";
import { ProblemBox } from "./problem-box.tsx";
import classes from "./set-up.module.css";

type Found = z.output<typeof TriedQuestion>["found"];

/** Asks as a lead would, and shows what the assistant finds. */
export const TryQuestion = () => {
  const texts = useTexts(knowledgeTexts);
  const [language, setLanguage] = useState<Language>(useLanguage());
  const [question, setQuestion] = useState("");
  const { look, found, problem, busy } = useLook();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void look(question, language);
  };
  return (
    <form className={`${classes.card} ${classes.padded}`} onSubmit={submit}>
      <Title order={2} size={16}>
        {texts.tryTitle}
      </Title>
      <Text size="sm" c="var(--quiet)" mb="sm">
        {texts.tryHint}
      </Text>
      <Group align="flex-end" gap="sm">
        <TextInput
          className={classes.grows}
          label={texts.question}
          placeholder={texts.questionExample}
          value={question}
          onChange={({ currentTarget }) => setQuestion(currentTarget.value)}
          maxLength={500}
        />
        <SegmentedControl
          aria-label={texts.asksIn}
          value={language}
          onChange={(next) => setLanguage(next === "en" ? "en" : "vi")}
          data={[
            { value: "vi", label: "Tiếng Việt" },
            { value: "en", label: "English" },
          ]}
        />
        <Button type="submit" loading={busy} disabled={question.trim() === ""}>
          {texts.ask}
        </Button>
      </Group>
      <div aria-live="polite">
        <ProblemBox error={problem} />
        {found !== undefined && <Told found={found} />}
      </div>
    </form>
  );
};

const Told = ({ found }: { readonly found: Found }) => {
  const texts = useTexts(knowledgeTexts);
  if (!found) {
    return (
      <Text mt="md" c="var(--warn)">
        {texts.nothing}
      </Text>
    );
  }
  const { knowledge_id, topic, text } = found;
  return (
    <div className={classes.told}>
      <Text size="sm" c="var(--quiet)">
        {knowledge_id === null ? texts.fromCatalog(topic) : texts.fromAnswer(topic)}
      </Text>
      <p className={classes.bubble}>{text}</p>
    </div>
  );
};

const useLook = () => {
  const [found, setFound] = useState<Found | undefined>(undefined);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const look = async (question: string, language: Language): Promise<void> => {
    setBusy(true);
    setProblem(null);
    setFound(undefined);
    try {
      const body = { question, language };
      setFound((await ask(TriedQuestion, "POST", "/knowledge/search", { body })).found);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return { look, found, problem, busy };
};
