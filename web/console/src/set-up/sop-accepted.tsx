import { MultiSelect, Select, Textarea } from "@mantine/core";

import { useLanguage, useTexts } from "../texts/language.ts";
import classes from "./set-up.module.css";
import type { QuestionPart } from "./sop-question.tsx";
import { sopTexts } from "./sop-texts.ts";

/** Which answers let the lead on, and what becomes of the others. */
export const SopAccepted = ({ question, faultAt, change }: QuestionPart) => {
  const texts = useTexts(sopTexts);
  const language = useLanguage();
  const { type, options, accepts } = question;
  const answers =
    type === "yes_no"
      ? [
          { value: "yes", label: texts.yes },
          { value: "no", label: texts.no },
        ]
      : options
          .filter(({ key }) => key !== "")
          .map(({ key, label }) => ({ value: key, label: label[language] || key }));
  return (
    <>
      <MultiSelect
        className={classes.wide}
        label={texts.accepts}
        description={texts.acceptsHint}
        data={answers}
        value={[...(accepts ?? [])]}
        onChange={(next) => change({ accepts: next.length > 0 ? next : null })}
        error={faultAt("accepts")}
      />
      {accepts !== null && <Otherwise {...{ question, faultAt, change }} />}
    </>
  );
};

const Otherwise = ({ question: { otherwise }, faultAt, change }: QuestionPart) => {
  const texts = useTexts(sopTexts);
  const say = otherwise.say ?? { vi: "", en: "" };
  const words = (language: "vi" | "en", label: string) => (
    <Textarea
      label={label}
      value={say[language]}
      onChange={({ currentTarget }) =>
        change({ otherwise: { ...otherwise, say: { ...say, [language]: currentTarget.value } } })
      }
      error={faultAt(`otherwise.say.${language}`)}
      autosize
    />
  );
  return (
    <>
      <Select
        className={classes.wide}
        label={texts.otherwise}
        data={[
          { value: "refuse", label: texts.refuse },
          { value: "hand_over", label: texts.handOver },
        ]}
        value={otherwise.next}
        onChange={(next) =>
          change({
            otherwise: { ...otherwise, next: next === "hand_over" ? "hand_over" : "refuse" },
          })
        }
        allowDeselect={false}
      />
      {words("vi", texts.sayVi)}
      {words("en", texts.sayEn)}
    </>
  );
};
