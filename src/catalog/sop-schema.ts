import { z } from "zod";

import { answerTypes, askedBefore, type Preparation } from "#src/domain/sop/sop.ts";
import type { WrittenQuestion } from "#src/domain/sop/sop-fault.ts";
import { ReminderText } from "./rules-schema.ts";

const Said = z.string().trim().min(1).max(500);
const InBothLanguages = z.strictObject({ vi: Said, en: Said });
const Name = z.stringFormat("field-name", /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
const Bound = z.number().min(-1e9).max(1e9).nullable().default(null);

const question = {
  field: Name.max(60).describe("What the answer is kept under; the same wherever it is asked"),
  type: z.enum(answerTypes),
  scope: z
    .enum(["lead", "booking"])
    .describe("Of the lead: asked once. Of the booking: asked each time"),
  before: z
    .enum(askedBefore)
    .nullable()
    .default("SLOT_PROPOSED")
    .describe("The move that needs the answer; null: wanted before the visit, and nothing waits"),
  question: InBothLanguages,
  options: z
    .array(z.strictObject({ key: Name.max(40), label: InBothLanguages }))
    .max(20)
    .default([])
    .describe("Of a choice"),
  range: z
    .strictObject({ least: Bound, most: Bound })
    .nullable()
    .default(null)
    .describe("Of a number"),
  accepts: z
    .array(z.string().min(1).max(40))
    .min(1)
    .max(20)
    .nullable()
    .default(null)
    .describe("Answers of a yes_no or a choice that let the lead on; null: each"),
  otherwise: z
    .strictObject({
      say: InBothLanguages.nullable().default(null),
      next: z.enum(["refuse", "hand_over"]).default("refuse"),
    })
    .default({ say: null, next: "refuse" })
    .describe("What becomes of another answer"),
  validMonths: z
    .int()
    .min(1)
    .max(1_200)
    .nullable()
    .default(null)
    .describe("After which an answer of the lead is asked for again; null: never"),
};

/** A question as it is written; what is left out has its usual value. */
export const SopQuestionInput = z.strictObject({
  ...question,
  asksAnew: z.boolean().default(false).describe("Answers given so far do not answer it any more"),
}) satisfies z.ZodType<WrittenQuestion>;

/** A question as it stands; it may be sent back as it is. */
export const SopQuestionShown = z.strictObject(question);

const prepared = {
  text: z.strictObject({ vi: ReminderText, en: ReminderText }),
  active: z.boolean().default(true).describe("False keeps it, and it is not said"),
};

/** How to prepare, that long before the appointment; becomes a reminder of its own. */
export const SopPreparation = z.union([
  z.strictObject({ days: z.int().min(0).max(366), ...prepared }),
  z.strictObject({
    minutes: z
      .int()
      .min(0)
      .max(366 * 24 * 60),
    ...prepared,
  }),
]) satisfies z.ZodType<Preparation>;

const content = {
  name: z.string().trim().min(1).max(200),
  audience: z
    .enum(["everybody", "first_time"])
    .describe("first_time: leads who have not been here for a visit yet"),
  questions: z.array(SopQuestionInput).max(50),
  preparations: z.array(SopPreparation).max(10),
};

/** What one SOP says, apart from the services it is about. */
export const sopContent = {
  name: content.name,
  audience: content.audience.default("everybody"),
  questions: content.questions.default([]),
  preparations: content.preparations.default([]),
};

/** The same where what is left out stays as it is. */
export const sopChange = {
  name: content.name.exactOptional(),
  audience: content.audience.exactOptional(),
  questions: content.questions.exactOptional(),
  preparations: content.preparations.exactOptional(),
};
