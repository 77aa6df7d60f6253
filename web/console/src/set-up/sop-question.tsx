import { NumberInput, Select, Switch, Textarea, TextInput } from "@mantine/core";

import { useTexts } from "../texts/language.ts";
import { Piece } from "./piece.tsx";
import classes from "./set-up.module.css";
import { SopAccepted } from "./sop-accepted.tsx";
import { hasChoices, nameFor, type QuestionDraft } from "./sop-draft.ts";
import type { FaultAt } from "./sop-editor.tsx";
import { SopOptions } from "./sop-options.tsx";
import { sopTexts } from "./sop-texts.ts";

export interface QuestionPart {
  readonly question: QuestionDraft;
  readonly faultAt: FaultAt;
  readonly change: (part: Partial<QuestionDraft>) => void;
}

interface QuestionCardProps extends QuestionPart {
  readonly place: number;
  readonly remove: () => void;
}

/** One question: its words, what kind of answer it wants, and when it must be answered. */
export const QuestionCard = ({ place, remove, ...part }: QuestionCardProps) => {
  const texts = useTexts(sopTexts);
  const { question, faultAt, change } = part;
  const title = texts.question(place + 1);
  const { type } = question;
  return (
    <Piece {...{ title, remove }}>
      <div className={classes.fields}>
        <Words {...part} />
        <Kind {...part} />
        {type === "choice" && <SopOptions {...part} />}
        {type === "number" && <Range {...part} />}
        {hasChoices(question) && <SopAccepted {...part} />}
        <TextInput
          className={classes.wide}
          label={texts.field}
          description={texts.fieldHint}
          value={question.field}
          onChange={({ currentTarget }) => change({ field: currentTarget.value })}
          error={faultAt("field")}
          withAsterisk
        />
        <Switch
          className={classes.wide}
          label={texts.asksAnew}
          checked={question.asksAnew}
          onChange={({ currentTarget }) => change({ asksAnew: currentTarget.checked })}
        />
      </div>
    </Piece>
  );
};

const Words = ({ question: { question, field }, faultAt, change }: QuestionPart) => {
  const texts = useTexts(sopTexts);
  const words = (language: "vi" | "en", label: string) => (
    <Textarea
      className={classes.wide}
      label={label}
      value={question[language]}
      onChange={({ currentTarget }) =>
        change({ question: { ...question, [language]: currentTarget.value } })
      }
      onBlur={() => field === "" && change({ field: nameFor(question.en) })}
      error={faultAt(`question.${language}`)}
      autosize
      withAsterisk
    />
  );
  return (
    <>
      {words("vi", texts.inVi)}
      {words("en", texts.inEn)}
    </>
  );
};

const isOneOf = <Name extends string>(
  labels: Readonly<Record<Name, string>>,
  name: string | null,
): name is Name => name !== null && name in labels;

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

const Kind = ({ question, faultAt, change }: QuestionPart) => {
  const texts = useTexts(sopTexts);
  const { type, scope, before, validMonths } = question;
  return (
    <>
      <Select
        label={texts.type}
        data={optionsOf(texts.types)}
        value={type}
        onChange={(next) => isOneOf(texts.types, next) && change({ type: next, accepts: null })}
        error={faultAt("type")}
        allowDeselect={false}
      />
      <Select
        label={texts.before}
        description={texts.beforeHint}
        data={optionsOf(texts.befores)}
        value={before ?? "visit"}
        onChange={(next) =>
          isOneOf(texts.befores, next) && change({ before: next === "visit" ? null : next })
        }
        error={faultAt("before")}
        allowDeselect={false}
      />
      <Select
        label={texts.scope}
        data={optionsOf(texts.scopes)}
        value={scope}
        onChange={(next) => isOneOf(texts.scopes, next) && change({ scope: next })}
        error={faultAt("scope")}
        allowDeselect={false}
      />
      {scope === "lead" && (
        <NumberInput
          label={texts.validMonths}
          description={texts.validHint}
          value={validMonths ?? ""}
          onChange={(next) => change({ validMonths: typeof next === "number" ? next : null })}
          error={faultAt("validMonths")}
          min={1}
          allowDecimal={false}
        />
      )}
    </>
  );
};

const Range = ({ question: { range }, faultAt, change }: QuestionPart) => {
  const texts = useTexts(sopTexts);
  const { least, most } = range ?? { least: null, most: null };
  const toBound = (next: string | number): number | null =>
    typeof next === "number" ? next : null;
  return (
    <>
      <NumberInput
        label={texts.least}
        value={least ?? ""}
        onChange={(next) => change({ range: { least: toBound(next), most } })}
        error={faultAt("range")}
      />
      <NumberInput
        label={texts.most}
        value={most ?? ""}
        onChange={(next) => change({ range: { least, most: toBound(next) } })}
      />
    </>
  );
};
