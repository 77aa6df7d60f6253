import { type Html, html, layOut, type PageOf } from "../manage/manage-layout.ts";
import { fieldOf, type ShownField } from "./intake-fields.ts";
import { intakeWords } from "./intake-words.ts";

/** A form below its link. */
export interface Form extends PageOf {
  readonly path: string;
}

/** The open questions; with a problem, nothing of what was sent is saved. */
export const formPage = (
  form: Form,
  fields: readonly ShownField[],
  problem: "wrong" | "nothing" | null = null,
): string => {
  const { language, path } = form;
  const words = intakeWords[language];
  const alert = problem === null ? html`` : html`<p role="alert">${words[problem]}</p>`;
  return layOut(
    form,
    words.title,
    html`${alert}<p class="soft">${words.intro}</p>
<form method="post" action="${path}" novalidate>
${fields.map((one) => fieldOf(one, language))}
<div class="buttons"><button class="button main" type="submit">${words.save}</button></div>
</form>`,
  );
};

/** What was saved is thanked for; what does not let the lead on yet is said. */
export const savedPage = (
  form: Form,
  { refusals, isDone }: { readonly refusals: readonly string[]; readonly isDone: boolean },
): string => {
  const { language, path } = form;
  const words = intakeWords[language];
  const said: readonly Html[] = refusals.map((one) => html`<p role="alert">${one}</p>`);
  const more = isDone
    ? html`<p>${words.doneText}</p>`
    : html`<div class="buttons"><a class="button" href="${path}">${words.more}</a></div>`;
  return layOut(form, words.saved, html`<p>${words.thanks}</p>${said}${more}`);
};

export const donePage = (form: Form): string => {
  const words = intakeWords[form.language];
  return layOut(form, words.done, html`<p>${words.doneText}</p>`);
};
