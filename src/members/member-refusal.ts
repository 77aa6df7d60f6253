/** Why a change of who may do what was refused. */
export type MemberRefusalCode =
  | "unknown_member"
  | "unknown_invitation"
  | "unknown_provider"
  /** The role provider comes with a provider, the others without. */
  | "provider_mismatch"
  | "role_too_high"
  | "last_owner"
  | "already_member"
  /** The invited address belongs to somebody who must sign in to accept. */
  | "sign_in_first";

export interface MemberRefusal {
  readonly ok: false;
  readonly code: MemberRefusalCode;
}

export const refuseMember = (code: MemberRefusalCode): MemberRefusal => ({ ok: false, code });
