import { moveIn } from "#src/booking/move-booking.ts";
import { openSession } from "#src/booking/session.ts";
import { transact } from "#src/booking/transact.ts";
import { listSilentBookings } from "#src/db/queries/silent-bookings.ts";
import { eachAlone } from "#src/each-alone.ts";
import { houseCaller } from "./house-caller.ts";
import type { LifecycleDeps } from "./lifecycle-deps.ts";

/**
 * Gives up bookings whose leads have fallen silent (000 §2.1); the times held for them are free again.
 * One transaction each; safe to run twice and in many processes at once.
 */
export const abandonSilent = (deps: LifecycleDeps) => async (): Promise<void> => {
  await eachAlone(await listSilentBookings(deps.db, deps.now()), async (silent) => {
    const { organizationId, bookingId } = silent;
    const caller = houseCaller(organizationId, "silence");
    await transact(deps, caller, async (tx) => {
      const session = await openSession(deps, caller, tx, bookingId);
      const [still] = await listSilentBookings(tx, deps.now(), silent);
      if (session && still) await moveIn(session, { bookingId, to: "ABANDONED" });
      return { ok: true };
    });
  });
};
