import type { Tx } from "#src/db/connect.ts";
import type { Sop } from "#src/domain/sop/sop.ts";

/** A version as it is written, once. */
export interface SopVersion extends Sop {
  readonly active: boolean;
  readonly madeAt: Date;
  /** Who wrote it, by the id or name they are known by. */
  readonly madeBy: string;
}

/** Writes a version and puts it in force; the first one makes the SOP. */
export const writeSopVersion = async (
  tx: Tx,
  organizationId: string,
  sop: SopVersion,
  position: number,
): Promise<void> => {
  const { id, version, serviceIds } = sop;
  const organization_id = organizationId;
  await tx
    .insertInto("sops")
    .values({ organization_id, id, position, version })
    .onConflict((conflict) => conflict.columns(["organization_id", "id"]).doUpdateSet({ version }))
    .execute();
  await tx
    .insertInto("sop_versions")
    .values({
      ...{ organization_id, sop_id: id, version, name: sop.name, active: sop.active },
      audience: sop.audience,
      all_services: serviceIds === null,
      questions: JSON.stringify(sop.questions),
      preparations: JSON.stringify(sop.preparations),
      made_at: sop.madeAt,
      made_by: sop.madeBy,
    })
    .execute();
  const named = (serviceIds ?? []).map((service_id) => ({
    ...{ organization_id, sop_id: id, version, service_id },
  }));
  if (named.length > 0) await tx.insertInto("sop_version_services").values(named).execute();
};
