import type { Db, Tx } from "#src/db/connect.ts";
import { insertAudit } from "#src/db/queries/audit-log.ts";
import { listMemberships } from "#src/db/queries/members.ts";

interface Reset {
  readonly personId: string;
  /** By command, or by a link that came by e-mail. */
  readonly by: "house" | "unknown";
  readonly name: string;
}

/** Keeps in the log of each organization of a person that they have a new password. */
export const noteReset = async (
  db: Db | Tx,
  { now, newId }: { readonly now: () => Date; readonly newId: () => string },
  { personId, by, name }: Reset,
): Promise<void> => {
  const memberships = await listMemberships(db, personId);
  await insertAudit(
    db,
    memberships.map(({ organization_id, id: memberId }) => ({
      ...{ organization_id, id: newId(), actor_kind: by, actor_id: memberId, actor_name: name },
      ...{ action: "new-password", status: 200, created_at: now() },
    })),
  );
};
