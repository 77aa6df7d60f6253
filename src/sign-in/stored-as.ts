import type { BetterAuthOptions } from "better-auth";
import type { OrganizationOptions } from "better-auth/plugins/organization";
import type { TwoFactorOptions } from "better-auth/plugins/two-factor";

const dates = { createdAt: "created_at", updatedAt: "updated_at" };

/** Our tables under the library's names; migrations own them, the library makes none. */
export const storedAs = {
  user: {
    modelName: "people",
    fields: { ...dates, emailVerified: "email_verified" },
  },
  session: {
    modelName: "sessions",
    fields: {
      ...dates,
      userId: "person_id",
      expiresAt: "expires_at",
      ipAddress: "ip_address",
      userAgent: "user_agent",
    },
  },
  account: {
    modelName: "credentials",
    fields: {
      ...dates,
      userId: "person_id",
      accountId: "account_id",
      providerId: "provider_id",
    },
  },
  verification: {
    modelName: "verifications",
    fields: { ...dates, expiresAt: "expires_at" },
  },
  rateLimit: {
    modelName: "sign_in_limits",
    fields: { lastRequest: "last_request" },
  },
} as const satisfies BetterAuthOptions;

/** Organizations are ours and made by us; members and invitations are written by src/members. */
export const organizationsStoredAs = {
  session: { fields: { activeOrganizationId: "active_organization_id" } },
  organization: { modelName: "organizations", fields: { createdAt: "created_at" } },
  member: {
    modelName: "members",
    fields: { organizationId: "organization_id", userId: "person_id", createdAt: "created_at" },
  },
  invitation: {
    modelName: "invitations",
    fields: {
      organizationId: "organization_id",
      expiresAt: "expires_at",
      createdAt: "created_at",
      inviterId: "invited_by",
    },
  },
} as const satisfies OrganizationOptions["schema"];

export const secondFactorsStoredAs = {
  user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
  twoFactor: {
    modelName: "two_factors",
    fields: {
      userId: "person_id",
      backupCodes: "backup_codes",
      failedVerificationCount: "failed_verification_count",
      lockedUntil: "locked_until",
    },
  },
} as const satisfies TwoFactorOptions["schema"];
