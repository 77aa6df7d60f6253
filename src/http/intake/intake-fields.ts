import type { Language } from "#src/domain/facts.ts";
import type { SopQuestion } from "#src/domain/sop/sop.ts";
import { type Html, html } from "../manage/manage-layout.ts";
import { intakeWords } from "./intake-words.ts";

/** A question on the page: what was written into it and what is wrong with that. */
export interface ShownField {
  readonly field: SopQuestion;
  readonly said: string;
  readonly problem: string | null;
}

/** A question with its label, what it takes, and, beside it, what is wrong. */
export const fieldOf = (shown: ShownField, language: Language): Html => {
  const { field, problem } = shown;
  const hint =
    field.before === null
      ? html``
      : html` <span class="soft">(${intakeWords[language].needed})</span>`;
  const error =
    problem === null ? html`` : html`<p class="error" id="${errorId(field)}">${problem}</p>`;
  const choices = choicesOf(field, language);
  const words = html`${field.question[language]}${hint}`;
  if (choices === null) {
    return html`<div class="field"><label>${words}${entryOf(shown)}</label>${error}</div>`;
  }
  return html`<fieldset class="field"${described(shown)}><legend>${words}</legend>
${choices.map(({ value, label }) => radioOf(shown, value, label))}
${error}</fieldset>`;
};

const errorId = ({ field }: SopQuestion): string => `wrong-${field}`;

const described = ({ field, problem }: ShownField): Html =>
  problem === null ? html`` : html` aria-invalid="true" aria-describedby="${errorId(field)}"`;

const choicesOf = (
  { type, options }: SopQuestion,
  language: Language,
): readonly { readonly value: string; readonly label: string }[] | null => {
  const { yes, no } = intakeWords[language];
  if (type === "yes_no") {
    return [
      { value: "yes", label: yes },
      { value: "no", label: no },
    ];
  }
  return type === "choice"
    ? options.map(({ key, label }) => ({ value: key, label: label[language] }))
    : null;
};

const radioOf = ({ field: { field }, said }: ShownField, value: string, label: string): Html => {
  const checked = said === value ? html` checked` : html``;
  return html`<label class="time"><input type="radio" name="${field}" value="${value}"${checked}> ${label}</label>`;
};

const entryOf = (shown: ShownField): Html => {
  const { field: one, said } = shown;
  const { field, type } = one;
  const told = described(shown);
  switch (type) {
    case "text":
      return html`<textarea name="${field}" rows="3" maxlength="1000"${told}>${said}</textarea>`;
    case "number":
      return html`<input name="${field}" inputmode="decimal" maxlength="20" value="${said}"${told}>`;
    case "phone":
      return html`<input name="${field}" type="tel" maxlength="40" value="${said}"${told}>`;
    default:
      return html`<input name="${field}" type="${type}" maxlength="200" value="${said}"${told}>`;
  }
};
