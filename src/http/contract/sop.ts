import { z } from "zod";

import {
  SopPreparation,
  SopQuestionShown,
  sopChange,
  sopContent,
} from "#src/catalog/sop-schema.ts";
import { answerTypes, askedBefore } from "#src/domain/sop/sop.ts";
import { Id, Instant, NextCursor, Page } from "./formats.ts";

const ServiceIds = z
  .array(Id)
  .min(1)
  .max(200)
  .nullable()
  .describe("The services it is about; null: every service");

export const NewSop = z.strictObject({ ...sopContent, serviceIds: ServiceIds.default(null) });

/** The next version. What is left out stays as it is; questions are sent all together. */
export const SopEdit = z.strictObject({
  ...sopChange,
  serviceIds: ServiceIds.exactOptional(),
  active: z.boolean().exactOptional().describe("False retires it: it asks and says nothing more"),
});

/** One version of an SOP; it never changes. */
export const SopRecord = z
  .object({
    sop_id: Id,
    version: z.number(),
    name: z.string(),
    active: z.boolean(),
    audience: z.enum(["everybody", "first_time"]),
    service_ids: z.array(Id).nullable().describe("Null: every service"),
    questions: z.array(SopQuestionShown),
    answers_count_since: z
      .record(z.string(), Instant)
      .describe("Fields that changed their meaning, and since when answers to them count"),
    preparations: z.array(SopPreparation),
    made_at: Instant,
    made_by: z.string().describe("Id of the API key, or what else wrote it"),
  })
  .meta({ id: "Sop" });

export const SopAnswer = z.object({ success: z.literal(true), sop: SopRecord });
export const SopList = z.object({ success: z.literal(true), sops: z.array(SopRecord) });

export const ListSopVersions = Page;
export const SopVersionList = z.object({
  success: z.literal(true),
  versions: z.array(SopRecord).describe("The newest first"),
  nextCursor: NextCursor,
});

/** A link to the form of one booking; it ends with the appointment. */
export const IntakeLinkAnswer = z.object({
  success: z.literal(true),
  path: z.string().describe("Below the address of this server"),
  url: z.string().nullable().describe("Null while PUBLIC_URL is not set"),
  expires_at: Instant,
  open: z
    .array(
      z.object({
        field: z.string(),
        type: z.enum(answerTypes),
        before: z.enum(askedBefore).nullable().describe("The move that needs it; null: none"),
        question: z.string(),
      }),
    )
    .describe("What is not answered yet, or not acceptably"),
});
