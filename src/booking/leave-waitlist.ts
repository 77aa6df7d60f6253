import type { Tx } from "#src/db/connect.ts";
import { releaseAllocations } from "#src/db/queries/allocations.ts";
import {
  findWaitlistEntry,
  lockWaitlistEntry,
  updateWaitlistEntry,
} from "#src/db/queries/waitlist.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { refuse } from "./refuse.ts";
import { isUuid, openSession } from "./session.ts";
import { transact } from "./transact.ts";

export interface WaitlistLeft {
  readonly ok: true;
  readonly action: "waitlist_left";
  readonly entryId: string;
}

/** Takes a wish off the waitlist and gives back a time kept for it. Leaving twice is leaving once. */
export const leaveWaitlist =
  (deps: BookingDeps) =>
  (caller: Caller, entryId: string): Promise<WaitlistLeft | Refusal> =>
    transact<WaitlistLeft>(deps, caller, async (tx) => {
      const { organizationId, leadId } = caller;
      const known = isUuid(entryId)
        ? await findWaitlistEntry(tx, organizationId, entryId)
        : undefined;
      if (!known || (leadId !== null && known.lead_id !== leadId)) {
        return refuse(deps, caller, "invalid_input", "there is no such wish for this caller");
      }
      // The booking before the entry, as the offer of a time locks them.
      if (known.booking_id) await openSession(deps, caller, tx, known.booking_id);
      await leave(tx, organizationId, entryId, deps.now());
      return { ok: true, action: "waitlist_left", entryId };
    });

const leave = async (tx: Tx, organizationId: string, entryId: string, now: Date): Promise<void> => {
  const entry = await lockWaitlistEntry(tx, organizationId, entryId);
  if (entry?.status !== "offered" && entry?.status !== "waiting") return;
  if (entry.status === "offered" && entry.booking_id) {
    await releaseAllocations(tx, organizationId, entry.booking_id, now);
  }
  await updateWaitlistEntry(tx, organizationId, entryId, { status: "left", offered_until: null });
};
