import type { ThingKind } from "#src/db/queries/catalog-things.ts";
import {
  type StandingAppointment,
  standingAppointments,
} from "#src/db/queries/standing-appointments.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import type { EditScope } from "./edit-scope.ts";

interface Activity {
  readonly id: string;
  readonly active: boolean;
}

type Retired =
  | { readonly ok: true; readonly affected: readonly StandingAppointment[] }
  | EditRefusal;

/**
 * Whether a thing may stop being offered: not while appointments with it lie ahead, unless forced.
 * Then they stand as they are and are named.
 */
export const mayRetire = async (
  { tx, organizationId, now }: EditScope,
  kind: ThingKind,
  { before, after, force }: { before: Activity; after: Activity; force: boolean },
): Promise<Retired> => {
  if (!before.active || after.active) return { ok: true, affected: [] };
  const key = { organizationId, id: before.id };
  const affected = await standingAppointments(tx, kind, key, { from: now, to: null });
  if (affected.length === 0 || force) return { ok: true, affected };
  return refuseEdit("appointments_ahead", "active", {
    list: affected
      .slice(0, 20)
      .map(({ id, lead_name }) => ({ kind: "booking", id, name: lead_name ?? "" })),
    count: affected.length,
  });
};
