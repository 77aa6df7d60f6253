import { z } from "zod";

import { keyRoles, memberRoles } from "#src/domain/member-role.ts";
import { Id, Instant } from "./formats.ts";

const Role = z.enum(memberRoles);
const Name = z.string().trim().min(1).max(100);
const Email = z.email().max(320).toLowerCase();
const done = { success: z.literal(true) };

export const MemberRecord = z
  .object({
    member_id: Id,
    name: z.string(),
    email: z.string(),
    role: Role,
    provider_id: Id.nullable(),
    two_factor_enabled: z.boolean(),
    created_at: Instant,
  })
  .meta({ id: "Member" });

/** The first joined first. */
export const MemberList = z.object({ ...done, members: z.array(MemberRecord) });

export const MemberAnswer = z.object({ ...done, member: MemberRecord });

export const MemberChange = z.strictObject({
  role: Role.optional(),
  providerId: Id.nullable().optional().describe("Whom the role provider is; none with the others"),
});

export const NewInvitation = z.strictObject({
  email: Email,
  role: Role,
  providerId: Id.optional().describe("Whom the role provider is"),
});

export const InvitationRecord = z
  .object({
    invitation_id: Id,
    email: z.string(),
    role: Role,
    provider_id: Id.nullable(),
    invited_by: z.string(),
    expires_at: Instant,
    created_at: Instant,
  })
  .meta({ id: "Invitation" });

/** Those that wait to be accepted, the newest first. */
export const InvitationList = z.object({ ...done, invitations: z.array(InvitationRecord) });

export const InvitationAnswer = z.object({
  ...done,
  invitation: InvitationRecord,
  link: z
    .string()
    .describe(
      "To accept by, shown only now; hand it over where `sent` is false. Without a public address of the server it is a path of the console's own address",
    ),
  sent: z.boolean().describe("Whether it went to the address by e-mail"),
});

/** What somebody who holds the link may know. */
export const InvitationShown = z.object({
  ...done,
  organization: z.object({ name: z.string(), locale: z.enum(["vi", "en"]) }),
  email: z.string(),
  role: Role,
  known: z.boolean().describe("Signs in already, and must do so to accept"),
});

export const AcceptInvitation = z.strictObject({
  name: Name.optional(),
  password: z.string().min(10).max(128).optional(),
});

export const SessionList = z.object({
  ...done,
  sessions: z.array(
    z
      .object({
        session_id: Id,
        current: z.boolean(),
        ip_address: z.string().nullable(),
        user_agent: z.string().nullable(),
        created_at: Instant,
        last_used_at: Instant.describe("To the day"),
        expires_at: Instant,
      })
      .meta({ id: "Session" }),
  ),
});

export const MeChange = z.strictObject({
  name: Name.optional(),
  language: z.enum(["vi", "en"]).nullable().optional().describe("Null: the organization's"),
});

export const ApiKeyRecord = z
  .object({ api_key_id: Id, name: z.string(), role: z.enum(keyRoles), created_at: Instant })
  .meta({ id: "ApiKey" });

/** Live keys, the newest first. */
export const ApiKeyList = z.object({ ...done, api_keys: z.array(ApiKeyRecord) });

export const NewApiKey = z.strictObject({ name: Name, role: z.enum(keyRoles) });

export const ApiKeyAnswer = z.object({
  ...done,
  api_key: ApiKeyRecord,
  key: z.string().describe("Shown only now"),
});
