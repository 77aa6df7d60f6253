import type { z } from "zod";

import type { PreviewReminder, ToldKind } from "#src/http/contract/reminder-preview.ts";
import { useTexts } from "../texts/language.ts";
import type { Field } from "./field.ts";
import { reminderTexts } from "./reminder-texts.ts";

type Reminder = z.output<typeof PreviewReminder>["reminder"];
/** As a form holds them, or hands them over. */
type Values = Readonly<Record<string, unknown>>;

/** What a level says of a kind: in its own way, not at all (null), or as the one above (undefined). */
export type Said = Reminder | null | undefined;

const minutesIn = { minutes: 1, hours: 60 } as const;

/** Minutes are shown in hours where they are whole ones. */
export const distanceOf = (reminder: Reminder) => {
  if ("days" in reminder) return { amount: reminder.days, unit: "days" } as const;
  const { minutes } = reminder;
  return minutes > 0 && minutes % 60 === 0
    ? ({ amount: minutes / 60, unit: "hours" } as const)
    : ({ amount: minutes, unit: "minutes" } as const);
};

/** What the form of a kind begins with; `usual` stands where the level has nothing of its own. */
export const valuesOfReminder = (said: Said, usual: Reminder): Record<string, unknown> => {
  const { amount, unit } = distanceOf(said ?? usual);
  const mode = said === undefined ? "inherit" : said === null ? "off" : "own";
  const { vi = "", en = "" } = (said ?? usual).text ?? {};
  return { mode, amount, unit, vi, en };
};

/** The reminder as the form has it, on or not. */
export const reminderIn = ({ amount: given, unit, vi, en }: Values): Reminder => {
  const amount = typeof given === "number" ? Math.round(given) : 0;
  const isSaid = (text: unknown): text is string => typeof text === "string" && text.trim() !== "";
  const text = { ...(isSaid(vi) && { vi }), ...(isSaid(en) && { en }) };
  const words = Object.keys(text).length > 0 ? { text } : {};
  if (unit === "days") return { days: amount, ...words };
  return { minutes: amount * minutesIn[unit === "hours" ? "hours" : "minutes"], ...words };
};

export const saidIn = ({ mode, ...values }: Values): Said => {
  if (mode === "inherit") return undefined;
  return mode === "off" ? null : reminderIn(values);
};

const isOwn = ({ mode }: Values): boolean => mode === "own";

export const useReminderFields = (kind: ToldKind, isOfService: boolean): Field[] => {
  const texts = useTexts(reminderTexts);
  const { inherit, own, off } = texts.modes;
  return [
    {
      ...{ name: "mode", kind: "choice", label: texts.mode, needed: true, wide: true },
      options: [
        ...(isOfService ? [{ value: "inherit", label: inherit }] : []),
        { value: "own", label: isOfService ? own : texts.on },
        { value: "off", label: off },
      ],
    },
    {
      ...{
        name: "amount",
        kind: "number",
        label: texts.howLong(texts.when[whenOf[kind]]),
        needed: true,
      },
      when: isOwn,
    },
    {
      ...{ name: "unit", kind: "choice", label: texts.unit, needed: true, when: isOwn },
      options: Object.entries(texts.units).map(([value, label]) => ({ value, label })),
    },
    { name: "vi", kind: "words", label: texts.inVi, hint: texts.wordsHint, when: isOwn },
    { name: "en", kind: "words", label: texts.inEn, hint: texts.wordsHint, when: isOwn },
  ];
};

/** What the time of a kind is reckoned from. */
export const whenOf = {
  confirm: "before",
  prepare: "before",
  day_before: "before",
  soon: "before",
  missed: "afterMissed",
  feedback: "afterVisit",
  recall: "afterVisit",
  reengage: "afterSilence",
} as const satisfies Readonly<Record<ToldKind, string>>;
