import { Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { type FormEvent, Fragment, type ReactNode, useRef, useState } from "react";

import { Problem } from "../api/ask.ts";
import { changesOf, type Field, type FieldValue, type FieldValues, fieldNamed } from "./field.ts";
import { FieldInput } from "./field-input.tsx";
import { FormFoot } from "./form-foot.tsx";
import { ProblemBox } from "./problem-box.tsx";
import { sentenceBeside } from "./sentence-beside.ts";
import classes from "./set-up.module.css";
import { useUnsaved } from "./use-unsaved.ts";

interface FieldsFormProps {
  readonly fields: readonly Field[];
  readonly initial: FieldValues;
  /** Gets what changed; what it throws is shown, beside its field where it names one. */
  readonly send: (changes: Record<string, unknown>) => Promise<unknown>;
  /** Everything is sent, changed or not: where the API replaces. */
  readonly whole?: boolean;
  readonly label?: string;
  readonly leave?: (() => void) | undefined;
  /** What would come of the values as they stand. */
  readonly preview?: ((values: FieldValues) => ReactNode) | undefined;
}

/** A form of fields as data: what is refused stands beside the field the API names. */
export const FieldsForm = (props: FieldsFormProps) => {
  const { fields, initial, send, whole, label, leave, preview } = props;
  const place = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const form = useForm<Record<string, FieldValue>>({ initialValues: { ...initial } });
  const isDirty = form.isDirty();
  useUnsaved(isDirty);

  const showRefusal = (error: unknown): void => {
    const answer = error instanceof Problem ? error.answer : null;
    const wrong = answer?.field ? fieldNamed(fields, answer.field) : undefined;
    if (!wrong || !answer || answer.usedBy) {
      setProblem(error);
      return;
    }
    form.setFieldError(wrong.name, sentenceBeside(answer));
    place.current?.querySelector<HTMLElement>(`[data-field="${wrong.name}"]`)?.focus();
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setProblem(null);
    form.clearErrors();
    setBusy(true);
    const sent = form.values;
    try {
      await send(changesOf(fields, whole ? {} : initial, sent));
      form.resetDirty(sent);
    } catch (error) {
      showRefusal(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form ref={place} onSubmit={submit} noValidate>
      <ProblemBox error={problem} />
      <div className={classes.fields}>
        {fields
          .filter(({ when }) => when?.(form.values) ?? true)
          .map((field) => (
            <Fragment key={field.name}>
              {field.group && (
                <Text component="h3" className={classes.group}>
                  {field.group}
                </Text>
              )}
              <FieldInput field={field} form={form} />
            </Fragment>
          ))}
      </div>
      {preview?.(form.values)}
      <FormFoot {...{ busy, isDirty, label, leave }} />
    </form>
  );
};
