import { z } from "zod";

import { PolicyPatch } from "#src/catalog/rules-schema.ts";
import { approvalModes } from "#src/domain/approval.ts";
import type { Policy } from "#src/domain/policy.ts";
import { Id } from "./formats.ts";

const PolicyShown: z.ZodType<Partial<Policy>> = PolicyPatch.describe(
  "In effect, with the defaults of the house",
);

const LastWord = z
  .enum(approvalModes)
  .describe(
    "Who has the last word on what the agent says: auto (its checks), guarded (a person for what is risky), review (a person for everything), off (people answer)",
  );

/** What is not named stays; of the policy, key by key. */
export const OrganizationChange = z.strictObject({
  name: z.string().trim().min(1).max(200).exactOptional(),
  phone: z.string().max(40).nullable().exactOptional(),
  policy: PolicyPatch.exactOptional(),
  approval_mode: LastWord.exactOptional(),
});

export const OrganizationAnswer = z.object({
  success: z.literal(true),
  organization: z
    .object({
      organization_id: Id,
      name: z.string(),
      phone: z.string().nullable().describe("E.164"),
      locale: z.enum(["vi", "en"]),
      timezone: z.string(),
      currency: z.string(),
      approval_mode: LastWord,
      policy: PolicyShown,
    })
    .meta({ id: "Organization" }),
});
