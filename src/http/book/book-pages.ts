import type { Language } from "#src/domain/facts.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { SopQuestion } from "#src/domain/sop/sop.ts";
import { sayDate, sayTime } from "#src/phrases/say-time.ts";
import { fieldOf } from "../intake/intake-fields.ts";
import { type Html, html, layOut, type PageOf } from "../manage/manage-layout.ts";
import { bookWords, fillIn } from "./book-words.ts";

/** One organization's booking pages in one language. */
export interface BookPage extends PageOf {
  /** Below which they stand: `/book/<slug>`. */
  readonly path: string;
}

/** An address of these pages in the language they are read in. */
export const addressOf = (
  { path, language }: BookPage,
  step: string,
  asked: Readonly<Record<string, string>> = {},
): string => {
  const given = Object.entries(asked).filter(([, value]) => value !== "");
  return `${path}${step}?${new URLSearchParams([["lang", language], ...given])}`;
};

const alertOf = (problem: string | null): Html =>
  problem === null ? html`` : html`<p role="alert">${problem}</p>`;

const otherLanguage = (page: BookPage, step: string, asked: Readonly<Record<string, string>>) => {
  const language: Language = page.language === "vi" ? "en" : "vi";
  const address = addressOf({ ...page, language }, step, asked);
  const words = bookWords[page.language];
  return html`<p class="soft"><a href="${address}" lang="${language}" hreflang="${language}">${words.otherLanguage}</a></p>`;
};

/** A service as the page offers it. */
export interface OfferedService {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly minutes: number;
  /** Null: none is told. */
  readonly price: string | null;
}

export const servicesPage = (page: BookPage, services: readonly OfferedService[]): string => {
  const words = bookWords[page.language];
  return layOut(
    page,
    words.title,
    html`<p>${words.chooseService}</p>
<ul class="choices">${services.map((one) => serviceChoice(page, one))}</ul>
${otherLanguage(page, "", {})}`,
  );
};

const serviceChoice = (
  page: BookPage,
  { id, name, description, minutes, price }: OfferedService,
): Html => {
  const facts = [`${minutes} ${bookWords[page.language].minutes}`, price].filter(Boolean);
  return html`<li><a class="choice" href="${addressOf(page, "/times", { service: id })}">
<strong>${name}</strong> <span class="soft">${facts.join(" · ")}</span>
<br>${description}</a></li>
`;
};

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What narrows the times: each has a select when there is something to choose. */
export interface Narrowing {
  readonly name: "provider" | "location" | "people" | "minutes";
  readonly label: string;
  readonly chosen: string;
  /** What stands for no choice; null where one must be made. */
  readonly any: string | null;
  readonly choices: readonly Choice[];
}

export interface TimesShown {
  readonly service: OfferedService;
  readonly narrowing: readonly Narrowing[];
  readonly slots: readonly Slot[];
  /** When there is none in the week. */
  readonly nearest: readonly Slot[];
  readonly asked: Readonly<Record<string, string>>;
  /** First dates of the weeks beside it; null before today and past the last bookable one. */
  readonly earlier: string | null;
  readonly later: string | null;
}

export const timesPage = (page: BookPage, shown: TimesShown): string => {
  const words = bookWords[page.language];
  const { service, slots, nearest, asked, earlier, later } = shown;
  const link = (label: string, from: string | null) =>
    from === null
      ? html``
      : html`<a class="button" href="${addressOf(page, "/times", { ...asked, from })}">${label}</a>`;
  const none = html`<p role="status">${words.noTimes}</p>
${nearest.length > 0 ? html`<h2>${words.nearest}</h2>${daysOf(page, nearest, asked)}` : html``}`;
  return layOut(
    page,
    words.chooseTime,
    html`<p><strong>${service.name}</strong> <span class="soft">${service.minutes} ${words.minutes}${service.price === null ? "" : ` · ${service.price}`}</span></p>
${narrowingForm(page, shown)}
<nav aria-label="${words.freeTimes}">${link(words.earlier, earlier)}${link(words.later, later)}</nav>
${slots.length > 0 ? daysOf(page, slots, asked) : none}
<div class="buttons">${link(words.later, later)}</div>
<p><a href="${addressOf(page, "")}">${words.otherService}</a></p>
${otherLanguage(page, "/times", asked)}`,
  );
};

const narrowingForm = (page: BookPage, { narrowing, service, asked }: TimesShown): Html => {
  const words = bookWords[page.language];
  return html`<form method="get" action="${page.path}/times">
<input type="hidden" name="lang" value="${page.language}">
<input type="hidden" name="service" value="${service.id}">
${narrowing.map(narrowingField)}
<label class="field">${words.from}<input type="date" name="from" value="${asked.from ?? ""}"></label>
<div class="buttons"><button class="button" type="submit">${words.show}</button></div>
</form>`;
};

const narrowingField = ({ name, label, chosen, any, choices }: Narrowing): Html => {
  const option = ({ value, label: said }: Choice) =>
    value === chosen
      ? html`<option value="${value}" selected>${said}</option>`
      : html`<option value="${value}">${said}</option>`;
  const none = any === null ? [] : [option({ value: "", label: any })];
  return html`<label class="field">${label}<select name="${name}">${[...none, ...choices.map(option)]}</select></label>
`;
};

/** One list of times for each day, on the clock of the place, which is named where there are several. */
const daysOf = (
  page: BookPage,
  slots: readonly Slot[],
  { people = "" }: Readonly<Record<string, string>>,
): readonly Html[] => {
  const isOnePlace = new Set(slots.map(({ locationId }) => locationId)).size === 1;
  const byDay = Map.groupBy(slots, ({ start, zone }) => sayDate(start, zone, page.language));
  const timeLink = (slot: Slot) => {
    const address = addressOf(page, "/details", { slot: slot.id, people });
    const clock = clockOf(slot, page.language);
    const said = isOnePlace ? clock : `${clock} ${slot.locationName}`;
    const label = `${sayDate(slot.start, slot.zone, page.language)}, ${said}`;
    return html`<li><a class="button" href="${address}" aria-label="${label}">${said}</a></li>
`;
  };
  return [...byDay].map(
    ([day, times]) => html`<h2>${day}</h2>
<ul class="times">${times.map(timeLink)}</ul>`,
  );
};

const clockOf = ({ start, zone }: Slot, language: Language): string =>
  sayTime(start, { zone, language }).split(", ").at(-1) ?? "";

export type Question = SopQuestion;

/** What somebody has typed, as the page shows it again. */
export interface Typed {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly answers: Readonly<Record<string, string>>;
}

export interface DetailsShown {
  /** What is about to be held, said by name. */
  readonly summary: string;
  readonly state: string;
  readonly questions: readonly Question[];
  readonly typed: Typed;
  readonly again: string;
}

export const detailsPage = (
  page: BookPage,
  { summary, state, questions, typed, again }: DetailsShown,
  problem: string | null = null,
): string => {
  const words = bookWords[page.language];
  const { name, phone, email } = typed;
  return layOut(
    page,
    words.details,
    html`${alertOf(problem)}<p><strong>${summary}</strong></p>
<form method="post" action="${addressOf(page, "/hold")}">
<input type="hidden" name="state" value="${state}">
<label class="field">${words.name}<input name="name" value="${name}" autocomplete="name" maxlength="200" required></label>
<label class="field">${words.phone}<input name="phone" type="tel" value="${phone}" autocomplete="tel" maxlength="40"></label>
<label class="field">${words.email}<input name="email" type="email" value="${email}" autocomplete="email" maxlength="254"></label>
<p class="soft">${words.oneOfBoth}</p>
${questions.map((question) => questionField(page, question, typed))}
<label class="check"><input type="checkbox" name="consent" value="yes" required>
<span>${fillIn(words.consent, "house", page.house?.name ?? "")}</span></label>
<div class="buttons"><button class="button main" type="submit">${words.hold}</button>
<a class="button" href="${again}">${words.otherTime}</a></div>
<p class="soft">${words.nothingYet}</p>
</form>`,
  );
};

const questionField = ({ language }: BookPage, question: Question, { answers }: Typed): Html => {
  const { field } = question;
  const shown = { ...question, field: `answer.${field}` };
  return fieldOf({ field: shown, said: answers[field] ?? "", problem: null }, language);
};
