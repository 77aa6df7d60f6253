import { Button, MultiSelect, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";

import { Problem } from "../api/ask.ts";
import { Icon } from "../shell/icons.tsx";
import { useTexts } from "../texts/language.ts";
import { servicesQuery } from "./catalog-queries.ts";
import { FormFoot } from "./form-foot.tsx";
import { ProblemBox } from "./problem-box.tsx";
import { sentenceBeside } from "./sentence-beside.ts";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";
import {
  bodyOf,
  draftOf,
  newPreparation,
  newQuestion,
  type SopDraft,
  type SopShown,
} from "./sop-draft.ts";
import { PreparationCard } from "./sop-preparation.tsx";
import { QuestionCard } from "./sop-question.tsx";
import { sopTexts } from "./sop-texts.ts";
import { useUnsaved } from "./use-unsaved.ts";

/** What is wrong with the part of the form at this path of the request, or with something in it. */
export type FaultAt = (path: string) => string | undefined;

interface SopEditorProps {
  readonly sop: SopShown | null;
  readonly send: (body: ReturnType<typeof bodyOf>) => Promise<void>;
  readonly leave: () => void;
}

/** Writes an SOP, or its next version. */
export const SopEditor = ({ sop, send, leave }: SopEditorProps) => {
  const texts = useTexts(sopTexts);
  const shared = useTexts(setUpTexts);
  const { draft, change: write, isDirty } = useDraft(sop);
  const { submit, busy, problem, faultAt, forget } = useSending(() => send(bodyOf(draft)));
  const change = (part: Partial<SopDraft>): void => {
    forget();
    write(part);
  };
  const services = useQuery(servicesQuery).data?.services.filter(({ active }) => active) ?? [];
  const { name, audience, serviceIds } = draft;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <ProblemBox error={problem} />
      <div className={classes.fields}>
        <TextInput
          className={classes.wide}
          label={texts.name}
          description={texts.nameHint}
          value={name}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
          error={faultAt("name")}
          withAsterisk
        />
        <Select
          label={texts.audience}
          data={[
            { value: "everybody", label: texts.audiences.everybody },
            { value: "first_time", label: texts.audiences.first_time },
          ]}
          value={audience}
          onChange={(next) =>
            change({ audience: next === "first_time" ? "first_time" : "everybody" })
          }
          allowDeselect={false}
        />
        <MultiSelect
          label={texts.services}
          placeholder={serviceIds.length === 0 ? texts.everyService : ""}
          data={services.map(({ service_id, name: label }) => ({ value: service_id, label }))}
          value={[...serviceIds]}
          onChange={(next) => change({ serviceIds: next })}
          error={faultAt("serviceIds")}
          searchable
        />
      </div>
      <Questions {...{ draft, change, faultAt }} />
      <Preparations {...{ draft, change, faultAt }} />
      <FormFoot
        {...{ busy, isDirty, leave }}
        label={sop ? texts.writeNext(sop.version + 1) : shared.add}
      />
    </form>
  );
};

interface PartProps {
  readonly draft: SopDraft;
  readonly change: (part: Partial<SopDraft>) => void;
  readonly faultAt: FaultAt;
}

const Questions = ({ draft: { questions }, change, faultAt }: PartProps) => {
  const texts = useTexts(sopTexts);
  return (
    <>
      <h3 className={classes.pieces}>{texts.questions}</h3>
      {questions.map((question, place) => (
        <QuestionCard
          key={question.id}
          {...{ question, place }}
          faultAt={(part) => faultAt(`questions.${place}${part && `.${part}`}`)}
          change={(part) =>
            change({
              questions: questions.map((one) => (one === question ? { ...one, ...part } : one)),
            })
          }
          remove={() => change({ questions: questions.filter((one) => one !== question) })}
        />
      ))}
      <Button
        variant="light"
        size="sm"
        leftSection={<Icon name="plus" size={16} />}
        onClick={() => change({ questions: [...questions, newQuestion()] })}
      >
        {texts.addQuestion}
      </Button>
    </>
  );
};

const Preparations = ({ draft: { preparations, serviceIds }, change, faultAt }: PartProps) => {
  const texts = useTexts(sopTexts);
  return (
    <>
      <h3 className={classes.pieces}>{texts.preparations}</h3>
      {preparations.map((preparation, place) => (
        <PreparationCard
          key={preparation.id}
          {...{ preparation, place }}
          serviceId={serviceIds[0] ?? null}
          faultAt={(part) => faultAt(`preparations.${place}${part && `.${part}`}`)}
          change={(part) =>
            change({
              preparations: preparations.map((one) =>
                one === preparation ? { ...one, ...part } : one,
              ),
            })
          }
          remove={() => change({ preparations: preparations.filter((one) => one !== preparation) })}
        />
      ))}
      <Button
        variant="light"
        size="sm"
        leftSection={<Icon name="plus" size={16} />}
        onClick={() => change({ preparations: [...preparations, newPreparation()] })}
      >
        {texts.addPreparation}
      </Button>
    </>
  );
};

const useDraft = (sop: SopShown | null) => {
  const [initial] = useState(() => draftOf(sop));
  const [draft, setDraft] = useState(initial);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(initial);
  useUnsaved(isDirty);
  const change = (part: Partial<SopDraft>): void => setDraft((before) => ({ ...before, ...part }));
  return { draft, change, isDirty };
};

const shownBeside = /^(name|serviceIds|questions|preparations)\b/u;

/** Sends the form; what is refused stands beside the part it is about, else above everything. */
const useSending = (send: () => Promise<void>) => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const answer = error instanceof Problem ? error.answer : null;
  const field = answer?.field ?? "";
  const isBeside = shownBeside.test(field) && field.split(".").length !== 1;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await send();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  const faultAt: FaultAt = (path) =>
    answer && (field === path || field.startsWith(`${path}.`)) ? sentenceBeside(answer) : undefined;
  const problem = isBeside || field === "name" ? null : error;
  return { submit, busy, problem, faultAt, forget: () => setError(null) };
};
