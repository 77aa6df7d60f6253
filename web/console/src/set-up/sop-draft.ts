import type { z } from "zod";

import type { SopRecord } from "#src/http/contract/sop.ts";

export type SopShown = z.output<typeof SopRecord>;
type Shown = SopShown["questions"][number];
type Preparing = SopShown["preparations"][number];

/** A question while it is written; `id` tells it from the others of the form. */
export type QuestionDraft = Shown & { readonly id: string; readonly asksAnew: boolean };

export type PreparationDraft = Pick<Preparing, "text" | "active"> & {
  readonly id: string;
  readonly unit: "days" | "minutes";
  readonly amount: number;
};

/** An SOP while it is written. */
export interface SopDraft {
  readonly name: string;
  readonly audience: SopShown["audience"];
  /** Empty: every service. */
  readonly serviceIds: readonly string[];
  readonly questions: readonly QuestionDraft[];
  readonly preparations: readonly PreparationDraft[];
}

const newId = (): string => crypto.randomUUID();

export const newQuestion = (): QuestionDraft => ({
  ...{ id: newId(), field: "", type: "yes_no", scope: "booking", before: "SLOT_PROPOSED" },
  ...{ question: { vi: "", en: "" }, options: [], range: null, accepts: null },
  ...{ otherwise: { say: null, next: "refuse" }, validMonths: null, asksAnew: false },
});

export const newPreparation = (): PreparationDraft => ({
  ...{ id: newId(), unit: "days", amount: 1, text: { vi: "", en: "" }, active: true },
});

export const draftOf = (sop: SopShown | null): SopDraft => ({
  name: sop?.name ?? "",
  audience: sop?.audience ?? "everybody",
  serviceIds: sop?.service_ids ?? [],
  questions: (sop?.questions ?? []).map((one) => ({ ...one, id: newId(), asksAnew: false })),
  preparations: (sop?.preparations ?? []).map(toPreparation),
});

const toPreparation = (one: Preparing): PreparationDraft => ({
  ...{ id: newId(), text: one.text, active: one.active },
  ...("days" in one
    ? ({ unit: "days", amount: one.days } as const)
    : ({ unit: "minutes", amount: one.minutes } as const)),
});

/** As the API takes it: of a question, only what its type has. */
export const bodyOf = ({ serviceIds, questions, preparations, ...rest }: SopDraft) => ({
  ...rest,
  serviceIds: serviceIds.length > 0 ? serviceIds : null,
  questions: questions.map(questionOf),
  preparations: preparations.map(({ unit, amount, text, active }) => ({
    ...(unit === "days" ? { days: amount } : { minutes: amount }),
    ...{ text, active },
  })),
});

export const hasChoices = ({ type }: Pick<QuestionDraft, "type">): boolean =>
  type === "yes_no" || type === "choice";

const questionOf = ({ id: _, ...question }: QuestionDraft) => {
  const { type, scope, options, range, accepts, otherwise, validMonths } = question;
  const isLimited = hasChoices(question) && accepts !== null && accepts.length > 0;
  const { say, next } = otherwise;
  return {
    ...question,
    // What is wrong with the words is said of the words.
    field: question.field || nameFor(question.question.en) || "question",
    options: type === "choice" ? options : [],
    range: type === "number" ? range : null,
    accepts: isLimited ? accepts : null,
    otherwise: { say: isLimited && say && (say.vi || say.en) ? say : null, next },
    validMonths: scope === "lead" ? validMonths : null,
  };
};

/** "Do you wear lenses?" as "do_you_wear_lenses": a name people need not think of. */
export const nameFor = (words: string): string =>
  words
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll(/[đĐ]/gu, "d")
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter(Boolean)
    .slice(0, 5)
    .join("_")
    .replace(/^(?=\d)/u, "a_")
    .slice(0, 40)
    .replace(/_$/u, "");
