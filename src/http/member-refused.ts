import type { MemberRefusal, MemberRefusalCode } from "#src/members/member-refusal.ts";
import { type ErrorReply, failed } from "./answer.ts";
import type { ApiCall } from "./auth.ts";
import type { HttpErrorCode } from "./sentences.ts";

const told: Readonly<Record<MemberRefusalCode, { error: HttpErrorCode; field: string }>> = {
  unknown_member: { error: "UNKNOWN_MEMBER", field: "id" },
  unknown_invitation: { error: "LINK_SPENT", field: "token" },
  unknown_provider: { error: "UNKNOWN_PROVIDER", field: "providerId" },
  provider_mismatch: { error: "PROVIDER_MISMATCH", field: "providerId" },
  role_too_high: { error: "NOT_PERMITTED", field: "role" },
  last_owner: { error: "LAST_OWNER", field: "role" },
  already_member: { error: "ALREADY_MEMBER", field: "email" },
  sign_in_first: { error: "UNAUTHENTICATED", field: "email" },
};

/** A refused change of members in words of the caller's language. */
export const memberRefused = (
  { code }: MemberRefusal,
  { language }: Pick<ApiCall, "language">,
): ErrorReply => failed(told[code].error, language, told[code].field);
