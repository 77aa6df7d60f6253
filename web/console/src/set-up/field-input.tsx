import {
  MultiSelect,
  NumberInput,
  PasswordInput,
  Select,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
} from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";

import type { Field, FieldValue } from "./field.ts";
import classes from "./set-up.module.css";

type FormValues = Record<string, FieldValue>;

interface FieldInputProps {
  readonly field: Field;
  readonly form: UseFormReturnType<FormValues>;
}

const toList = (value: FieldValue | undefined): string[] =>
  typeof value === "object" ? [...value] : [];
const toText = (value: FieldValue | undefined): string => (typeof value === "string" ? value : "");

/** The input of one field, with its sentence and what is wrong with it. */
export const FieldInput = ({ field, form }: FieldInputProps) => {
  const { name, kind, label, hint, needed = false, suffix, wide } = field;
  const value = form.values[name];
  const change = (next: FieldValue): void => {
    form.setFieldValue(name, next);
    form.clearFieldError(name);
  };
  const common = {
    ...{ label, description: hint, error: form.errors[name] },
    withAsterisk: needed,
    ...{ "data-field": name, className: wide || kind === "words" ? classes.wide : undefined },
  };
  const typed = {
    ...common,
    value: toText(value),
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      change(currentTarget.value),
  };
  switch (kind) {
    case "text":
      return <TextInput {...typed} />;
    case "date":
    case "time":
      return <TextInput {...typed} type={kind} />;
    case "secret":
      return <PasswordInput {...typed} autoComplete="off" />;
    case "words":
      return <Textarea {...typed} autosize minRows={2} maxRows={8} />;
    case "number":
      return (
        <NumberInput
          {...common}
          value={typeof value === "number" ? value : ""}
          onChange={(next) => change(typeof next === "number" ? next : "")}
          {...(suffix && { suffix: ` ${suffix}` })}
          thousandSeparator=" "
        />
      );
    case "switch": {
      const { withAsterisk: _, ...plain } = common;
      return (
        <Switch
          {...plain}
          checked={value === true}
          onChange={({ currentTarget }) => change(currentTarget.checked)}
        />
      );
    }
    default:
      return <ListInput {...{ field, common, value, change }} />;
  }
};

interface ListInputProps {
  readonly field: Field;
  readonly common: object;
  readonly value: FieldValue | undefined;
  readonly change: (next: FieldValue) => void;
}

/** A field whose value is one of some, some of them, or words of one's own. */
const ListInput = ({ field, common, value, change }: ListInputProps) => {
  const choices = (field.options ?? []).map((option) => ({ ...option }));
  if (field.kind === "choice") {
    return (
      <Select
        {...common}
        data={choices}
        value={toText(value) || null}
        onChange={(next) => change(next ?? "")}
        clearable={!field.needed}
        searchable={choices.length > 8}
      />
    );
  }
  const list = { ...common, value: toList(value), onChange: change };
  return field.kind === "choices" ? (
    <MultiSelect {...list} data={choices} searchable clearable />
  ) : (
    <TagsInput {...list} data={choices.map((choice) => choice.value)} />
  );
};
