import type { Db } from "../connect.ts";

interface TurnKey {
  readonly organizationId: string;
  readonly turnId: string;
}

/** Keeps a recording, as JSON text, in the place of an earlier one of the same turn. */
export const keepRecording = async (
  db: Db,
  { organizationId, turnId }: TurnKey,
  { recording, now }: { readonly recording: string; readonly now: Date },
): Promise<void> => {
  await db
    .insertInto("turn_recordings")
    .values({ organization_id: organizationId, turn_id: turnId, recorded_at: now, recording })
    .onConflict((conflict) =>
      conflict.columns(["organization_id", "turn_id"]).doUpdateSet({ recorded_at: now, recording }),
    )
    .execute();
};

/** Undefined: it was never made, was too large, or is forgotten. */
export const findRecording = async (
  db: Db,
  { organizationId, turnId }: TurnKey,
): Promise<unknown> => {
  const row = await db
    .selectFrom("turn_recordings")
    .select("recording")
    .where("organization_id", "=", organizationId)
    .where("turn_id", "=", turnId)
    .executeTakeFirst();
  return row?.recording;
};

/** Forgets what was recorded before. */
export const forgetRecordings = async (db: Db, before: Date): Promise<void> => {
  await db.deleteFrom("turn_recordings").where("recorded_at", "<", before).execute();
};
