import type { Generated, JSONColumnType } from "kysely";

import type { Language } from "#src/domain/facts.ts";
import type { MemberRole } from "#src/domain/member-role.ts";
import type { Timestamp } from "../columns.ts";

/** Somebody who signs in; what they may do stands in `members`. */
export interface PeopleTable {
  created_at: Timestamp;
  email: string;
  email_verified: Generated<boolean>;
  id: string;
  image: string | null;
  /** Null: the organization's. */
  language: Language | null;
  name: string;
  two_factor_enabled: Generated<boolean | null>;
  updated_at: Timestamp;
}

/** A way to prove who one is; with us always a password. */
export interface CredentialsTable {
  account_id: string;
  created_at: Timestamp;
  id: string;
  /** scrypt, with its salt. */
  password: string | null;
  person_id: string;
  provider_id: string;
  updated_at: Timestamp;
}

export interface SessionsTable {
  active_organization_id: string | null;
  created_at: Timestamp;
  expires_at: Timestamp;
  id: string;
  ip_address: string | null;
  person_id: string;
  /** The cookie is this with a signature. */
  token: string;
  updated_at: Timestamp;
  user_agent: string | null;
}

/** Short-lived proofs: a reset of a password, a second factor that is asked for. */
export interface VerificationsTable {
  created_at: Timestamp;
  expires_at: Timestamp;
  id: string;
  identifier: string;
  updated_at: Timestamp;
  value: string;
}

export interface TwoFactorsTable {
  /** Encrypted. */
  backup_codes: string;
  failed_verification_count: Generated<number | null>;
  id: string;
  locked_until: Timestamp | null;
  person_id: string;
  /** Encrypted. */
  secret: string;
  verified: Generated<boolean | null>;
}

export interface SignInLimitsTable {
  count: number;
  id: string;
  /** Address and route. */
  key: string;
  /** Milliseconds since 1970. */
  last_request: number;
}

/** A person in one organization. */
export interface MembersTable {
  created_at: Timestamp;
  id: string;
  organization_id: string;
  person_id: string;
  /** Whom the role `provider` is; null with every other role. */
  provider_id: string | null;
  role: MemberRole;
}

export interface InvitationsTable {
  created_at: Timestamp;
  email: string;
  expires_at: Timestamp;
  id: string;
  /** Name of the member or key that invited. */
  invited_by: string;
  organization_id: string;
  provider_id: string | null;
  role: MemberRole;
  status: Generated<"pending" | "accepted" | "cancelled">;
  token_hash: string;
}

export interface AuditLogTable {
  /** Method and pattern of a route, or what else happened, such as `sign-in`. */
  action: string;
  actor_id: string | null;
  /** `unknown`: whoever failed to sign in as somebody. */
  actor_kind: "key" | "member" | "house" | "unknown";
  /** As it was then. */
  actor_name: string;
  created_at: Timestamp;
  id: string;
  organization_id: string;
  request_id: string | null;
  /** Answered with; null while it runs, and for good when the process ended meanwhile. */
  status: number | null;
  /** Ids from the address. */
  subject: JSONColumnType<Record<string, string>, string | undefined, string>;
}
