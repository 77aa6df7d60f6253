import { getOrganization } from "#src/db/queries/catalog.ts";
import type { ApprovalMode } from "#src/domain/approval.ts";
import type { Policy } from "#src/domain/policy.ts";
import { type Edited, type EditScope, edited } from "./edit-scope.ts";

export interface OrganizationChange {
  readonly name?: string;
  /** E.164. */
  readonly phone?: string | null;
  /** Merged into the policy there is, key by key. */
  readonly policy?: Partial<Policy>;
  readonly approvalMode?: ApprovalMode;
}

export const changeOrganization = async (
  { tx, organizationId }: EditScope,
  { name, phone, policy, approvalMode }: OrganizationChange,
): Promise<Edited> => {
  const before = await getOrganization(tx, organizationId);
  await tx
    .updateTable("organizations")
    .set({
      name: name ?? before.name,
      phone: phone === undefined ? before.phone : phone,
      approval_mode: approvalMode ?? before.approval_mode,
      policy: JSON.stringify({ ...before.policy, ...policy }),
    })
    .where("id", "=", organizationId)
    .execute();
  return edited(organizationId);
};
