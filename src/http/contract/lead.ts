import { z } from "zod";
import { saying } from "./field-sentences.ts";
import { Id, Instant, NextCursor, Page, Timezone } from "./formats.ts";

const Language = z.enum(["vi", "en"]);

/** The newest first; with words only those whose name, phone or e-mail has them. */
export const ListLeads = Page.extend({ q: z.string().trim().min(1).max(100).optional() });

/** A lead as a client tells of one. A known phone or e-mail is the lead who has it. */
export const NewLead = z
  .strictObject({
    name: z.string().trim().min(1).max(200).optional(),
    phone: z
      .string()
      .max(40)
      .optional()
      .describe("Any usual spelling; without a country code, of the organization's country"),
    email: z.email().max(254).optional(),
    language: Language.optional(),
    timezone: Timezone.optional(),
    details: z
      .record(z.string().max(100), z.string().max(500))
      .optional()
      .describe("Answers to the organization's questions about the lead, by field"),
  })
  .refine(({ phone, email }) => phone !== undefined || email !== undefined, {
    path: ["phone"],
    params: saying("reachable"),
  });

export type LeadInput = z.output<typeof NewLead>;

/** A lead as the organization knows them. Phone and e-mail are for staff, never for logs. */
export const LeadRecord = z
  .object({
    lead_id: Id,
    name: z.string().nullable(),
    phone: z.string().nullable().describe("E.164"),
    email: z.string().nullable(),
    language: Language.nullable(),
    timezone: z.string().nullable(),
    details: z.record(z.string(), z.string()),
    blocked: z.boolean(),
    unstable: z.boolean().describe("Moved more appointments than the policy allows for"),
    opted_out_at: Instant.nullable().describe("Since when nothing but answers is sent"),
    reminders_off_at: Instant.nullable().describe("Since when they are not reminded"),
    marketing_since: Instant.nullable().describe("Since when they have asked for offers"),
    created_at: Instant,
  })
  .meta({ id: "Lead" });

export const LeadAnswer = z.object({ success: z.literal(true), lead: LeadRecord });

export const LeadList = z.object({
  success: z.literal(true),
  leads: z.array(LeadRecord),
  nextCursor: NextCursor,
});
