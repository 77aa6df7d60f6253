/** What a field holds while it is edited; numbers that are not given are "". */
export type FieldValue = string | number | boolean | readonly string[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** One field of a form; its name is the one the API knows it by. */
export interface Field {
  readonly name: string;
  readonly kind:
    | "text"
    | "words"
    | "number"
    | "switch"
    | "choice"
    | "choices"
    | "tags"
    | "secret"
    | "date"
    | "time";
  readonly label: string;
  /** What it does, in a sentence. */
  readonly hint?: string | undefined;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Shown with an asterisk; whether it is given is judged by the API. */
  readonly needed?: boolean;
  /** Nothing given means null rather than left out. */
  readonly orNull?: boolean;
  readonly suffix?: string;
  /** The API counts in units so many times smaller: cents, minutes of hours. */
  readonly times?: number;
  /** A heading above this field. */
  readonly group?: string;
  /** Whether it is asked, as the others stand; absent: always. */
  readonly when?: (values: FieldValues) => boolean;
  /** As wide as the form. */
  readonly wide?: boolean;
}

const emptyOf = ({ kind }: Field): FieldValue => {
  if (kind === "switch") return false;
  return kind === "choices" || kind === "tags" ? [] : "";
};

/** What a form begins with: what the API has told, else nothing. */
export const valuesOf = (
  fields: readonly Field[],
  told: Readonly<Record<string, unknown>>,
): FieldValues =>
  Object.fromEntries(fields.map((field) => [field.name, startOf(field, told[field.name])]));

const startOf = (field: Field, told: unknown): FieldValue => {
  if (typeof told === "number")
    return field.kind === "choice" ? String(told) : told / (field.times ?? 1);
  if (typeof told === "string" || typeof told === "boolean") return told;
  if (Array.isArray(told)) return told.map(String);
  return emptyOf(field);
};

const sentOf = ({ orNull, times = 1, kind }: Field, value: FieldValue): unknown => {
  if (typeof value === "number") return Math.round(value * times);
  if (value !== "") return value;
  if (orNull) return null;
  return kind === "text" || kind === "words" ? "" : undefined;
};

/** What changed, as the API takes it. */
export const changesOf = (
  fields: readonly Field[],
  before: FieldValues,
  after: FieldValues,
): Record<string, unknown> =>
  Object.fromEntries(
    fields
      .filter(({ name }) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((field) => [field.name, sentOf(field, after[field.name] ?? emptyOf(field))]),
  );

/** The field of the form that an answer of the API names, which may lie inside another. */
export const fieldNamed = (fields: readonly Field[], path: string): Field | undefined => {
  const parts = path.split(".");
  return fields.find(({ name }) => parts.includes(name));
};
