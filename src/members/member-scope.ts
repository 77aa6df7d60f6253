import type { Db, Tx } from "#src/db/connect.ts";
import { findThing } from "#src/db/queries/catalog-things.ts";
import { lockOrganization } from "#src/db/queries/members.ts";
import { type MemberRole, mayGrant } from "#src/domain/member-role.ts";
import { type MemberRefusal, refuseMember } from "./member-refusal.ts";

/** Who changes members, and where. */
export interface MemberEditor {
  readonly organizationId: string;
  readonly name: string;
  readonly role: MemberRole;
}

/** What a member may do, and whom the role provider is. */
export interface Standing {
  readonly role: MemberRole;
  readonly providerId: string | null;
}

/**
 * Runs one change of members in one transaction. Changes in one organization follow each other, so
 * that two which each leave an owner do not leave none together.
 */
export const changeMembers = <T>(
  db: Db,
  { organizationId }: Pick<MemberEditor, "organizationId">,
  change: (tx: Tx) => Promise<T>,
): Promise<T> =>
  db.transaction().execute(async (tx) => {
    await lockOrganization(tx, organizationId);
    return change(tx);
  });

/** Why the editor may not give this standing; null when they may. */
export const faultInStanding = async (
  tx: Tx,
  { organizationId, role }: MemberEditor,
  standing: Standing,
): Promise<MemberRefusal | null> => {
  const { providerId: id } = standing;
  if (!mayGrant(role, standing.role)) return refuseMember("role_too_high");
  if ((standing.role === "provider") !== (id !== null)) return refuseMember("provider_mismatch");
  const isThere = id === null || (await findThing(tx, "provider", { organizationId, id }));
  return isThere ? null : refuseMember("unknown_provider");
};
