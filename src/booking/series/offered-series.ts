import type { Db, Tx } from "#src/db/connect.ts";
import type { Organization } from "#src/db/queries/catalog.ts";
import { findSeries } from "#src/db/queries/series.ts";
import type { Slot } from "#src/domain/slot.ts";
import { offeredSlots } from "../offered-slots.ts";
import { isUuid } from "../session.ts";
import { seriesHashOf } from "./series-receipt.ts";
import { heldVisits } from "./series-session.ts";

/** A series whose visits are held for a lead: what one yes would book. */
export interface OfferedSeries {
  readonly id: string;
  readonly slots: readonly Slot[];
  readonly shownHash: string;
}

/** Null when nothing of it is held any more, or it is somebody else's. */
export const offeredSeries = async (
  db: Db | Tx,
  organization: Organization,
  asked: { readonly seriesId: string; readonly leadId: string; readonly now: Date },
): Promise<OfferedSeries | null> => {
  const { seriesId, leadId, now } = asked;
  const series = isUuid(seriesId) ? await findSeries(db, organization.id, seriesId) : undefined;
  if (series?.lead_id !== leadId) return null;
  const held = await heldVisits({ tx: db, organizationId: organization.id, series, now });
  if (held.length === 0) return null;
  const slots: Slot[] = [];
  for (const { bookingId, participants } of held) {
    const booking = { id: bookingId, service_id: series.service_id, participants };
    slots.push(...(await offeredSlots(db, organization, booking, now)));
  }
  return { id: series.id, slots, shownHash: seriesHashOf(series.id, held) };
};
