import { z } from "zod";

import { memberRoles } from "#src/domain/member-role.ts";
import { Id } from "./formats.ts";

const Role = z.enum(memberRoles);

/** Who calls, as themselves and in their organization. */
export const MeAnswer = z.object({
  success: z.literal(true),
  kind: z.enum(["key", "member"]),
  member_id: Id.describe("Of the key, where a key calls"),
  person_id: Id.nullable(),
  name: z.string(),
  email: z.string().nullable(),
  role: Role,
  provider_id: Id.nullable().describe("Whom the role provider is"),
  language: z.enum(["vi", "en"]).describe("What this person is answered in"),
  two_factor_enabled: z.boolean(),
  organization: z.object({
    organization_id: Id,
    slug: z.string(),
    name: z.string(),
    locale: z.enum(["vi", "en"]),
    timezone: z.string(),
    currency: z.string(),
  }),
  organizations: z
    .array(z.object({ organization_id: Id, slug: z.string(), name: z.string(), role: Role }))
    .describe("Those this person can change to with POST /api/auth/organization/set-active"),
});
