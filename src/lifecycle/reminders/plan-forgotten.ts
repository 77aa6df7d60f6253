import { openSession } from "#src/booking/session.ts";
import { transact } from "#src/booking/transact.ts";
import { addReminders, listUnplanned, type Unplanned } from "#src/db/queries/reminders.ts";
import { isAppointed } from "#src/domain/booking-states.ts";
import { planReminders } from "#src/domain/reminders/plan-reminders.ts";
import { eachAlone } from "#src/each-alone.ts";
import { houseCaller } from "../house-caller.ts";
import type { LifecycleDeps } from "../lifecycle-deps.ts";

/** Appointments that are looked up at once. */
const batch = 500;

/**
 * Plans what falls due for appointments ahead that have no plan at all: those made by a version that
 * planned nothing. Safe to run at every start.
 */
export const planForgotten = async (deps: LifecycleDeps): Promise<void> => {
  let last: Unplanned | null = null;
  do {
    const unplanned: Unplanned[] = await listUnplanned(deps.db, deps.now(), { after: last, batch });
    await eachAlone(unplanned, ({ organization_id, id }) => planOne(deps, organization_id, id));
    last = unplanned.at(-1) ?? null;
  } while (last);
};

const planOne = async (
  deps: LifecycleDeps,
  organizationId: string,
  bookingId: string,
): Promise<void> => {
  const caller = houseCaller(organizationId, "reminders");
  await transact(deps, caller, async (tx) => {
    const session = await openSession(deps, caller, tx, bookingId);
    if (session && isAppointed(session.booking.state)) {
      const { booking, policy, organization, now } = session;
      const { due } = planReminders(booking, { policy, zone: organization.timezone, now });
      const plan = due.map((one) => ({ ...one, id: deps.newId(), attempt: 1 }));
      await addReminders(tx, { organizationId, bookingId }, plan, now);
    }
    return { ok: true as const };
  });
};
