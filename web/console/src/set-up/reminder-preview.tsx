import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { z } from "zod";

import { type PreviewReminder, ReminderPreview } from "#src/http/contract/reminder-preview.ts";
import { ask, sayProblem } from "../api/ask.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayMoment } from "../texts/say-time.ts";
import { reminderTexts } from "./reminder-texts.ts";
import classes from "./set-up.module.css";

type Told = z.output<typeof ReminderPreview>;

/** What leads would get and when, worded by the server as it words real ones. */
export const ReminderPreviewBox = (asked: z.input<typeof PreviewReminder>) => {
  const texts = useTexts(reminderTexts);
  const language = useLanguage();
  const [body] = useDebouncedValue(JSON.stringify(asked), 350);
  const preview = useQuery({
    queryKey: ["set-up", "/reminders/preview", language, body],
    queryFn: ({ signal }) =>
      ask(ReminderPreview, "POST", "/reminders/preview", { body: JSON.parse(body), signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <section className={classes.preview} aria-label={texts.preview} aria-live="polite">
      <Text component="h3" fw={650}>
        {texts.preview}
      </Text>
      {preview.isError && (
        <Text size="sm" c="var(--bad)">
          {sayProblem(preview.error)}
        </Text>
      )}
      {!preview.isError && preview.data && <Preview told={preview.data} />}
    </section>
  );
};

const Preview = ({ told: { sample, due_at, words } }: { readonly told: Told }) => {
  const texts = useTexts(reminderTexts);
  const language = useLanguage();
  const say = (instant: string): string => sayMoment(language, instant, sample.timezone);
  return (
    <>
      <Text size="sm" c="var(--quiet)">
        {texts.sample(sample.service_name, say(sample.starts_at))}{" "}
        {due_at ? texts.due(say(due_at)) : texts.never}
      </Text>
      <Words label="Tiếng Việt" language="vi" words={words.vi} />
      <Words label="English" language="en" words={words.en} />
    </>
  );
};

interface WordsProps {
  readonly label: string;
  readonly language: "vi" | "en";
  readonly words: Told["words"]["vi"];
}

const Words = ({ label, language, words: { text, choices } }: WordsProps) => (
  <div>
    <Text size="xs" fw={600} c="var(--quiet)" mt="sm">
      {label}
    </Text>
    <p className={classes.bubble} lang={language}>
      {text}
    </p>
    {choices.length > 0 && (
      <div className={classes.choices} lang={language}>
        {choices.map((choice) => (
          <span key={choice} className={classes.choice}>
            {choice}
          </span>
        ))}
      </div>
    )}
  </div>
);
