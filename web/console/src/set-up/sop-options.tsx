import { ActionIcon, Button, Text, TextInput } from "@mantine/core";

import { Icon } from "../shell/icons.tsx";
import { useTexts } from "../texts/language.ts";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";
import { nameFor, type QuestionDraft } from "./sop-draft.ts";
import type { QuestionPart } from "./sop-question.tsx";
import { sopTexts } from "./sop-texts.ts";

type Option = QuestionDraft["options"][number];

/** What a lead chooses from; an option keeps its key when its words change. */
export const SopOptions = ({ question: { options }, faultAt, change }: QuestionPart) => {
  const texts = useTexts(sopTexts);
  const shared = useTexts(setUpTexts);
  const set = (place: number, next: Option): void =>
    change({ options: options.map((one, at) => (at === place ? next : one)) });
  const fault = faultAt("options");
  return (
    <div className={classes.wide}>
      <Text size="sm" fw={600} mb={6}>
        {texts.options}
      </Text>
      {options.map(({ key, label }, place) => (
        // Options have no name before their words are written.
        // biome-ignore lint/suspicious/noArrayIndexKey: their order changes by removal alone
        <div key={place} className={classes.span}>
          <TextInput
            className={classes.grows}
            aria-label={`${texts.option(place + 1)}: Tiếng Việt`}
            placeholder="Tiếng Việt"
            value={label.vi}
            onChange={({ currentTarget }) =>
              set(place, { key, label: { ...label, vi: currentTarget.value } })
            }
          />
          <TextInput
            className={classes.grows}
            aria-label={`${texts.option(place + 1)}: English`}
            placeholder="English"
            value={label.en}
            onChange={({ currentTarget }) =>
              set(place, { key, label: { ...label, en: currentTarget.value } })
            }
            onBlur={() => key === "" && set(place, { key: nameFor(label.en), label })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`${shared.remove}: ${texts.option(place + 1)}`}
            onClick={() => change({ options: options.filter((_, at) => at !== place) })}
          >
            <Icon name="cross" size={16} />
          </ActionIcon>
        </div>
      ))}
      {fault && (
        <Text size="sm" c="var(--bad)" role="alert">
          {fault}
        </Text>
      )}
      <Button
        size="xs"
        variant="subtle"
        mt={6}
        onClick={() => change({ options: [...options, { key: "", label: { vi: "", en: "" } }] })}
      >
        {texts.addOption}
      </Button>
    </div>
  );
};
