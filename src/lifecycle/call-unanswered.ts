import { noteEvent } from "#src/booking/note-event.ts";
import { openSession } from "#src/booking/session.ts";
import { transact } from "#src/booking/transact.ts";
import { handToPeople } from "#src/conversation/tell-lead.ts";
import { listUnanswered, type Unanswered } from "#src/db/queries/unanswered.ts";
import { eachAlone } from "#src/each-alone.ts";
import { houseCaller } from "./house-caller.ts";
import { tagBooking } from "./leave-to-people.ts";
import type { LifecycleDeps } from "./lifecycle-deps.ts";

/**
 * A lead whose appointment fell away and who let every time held instead lapse is called by people,
 * once: the house gave up the appointment and does not forget them. One transaction each; safe to
 * run twice and in many processes at once.
 */
export const callUnanswered = (deps: LifecycleDeps) => async (): Promise<void> => {
  const unanswered = await listUnanswered(deps.db, deps.now());
  await eachAlone(unanswered, (one) => callPeople(deps, one));
};

const callPeople = async (deps: LifecycleDeps, one: Unanswered): Promise<void> => {
  const { organizationId, bookingId } = one;
  const caller = houseCaller(organizationId, "apology unanswered");
  await transact(deps, caller, async (tx) => {
    const session = await openSession(deps, caller, tx, bookingId);
    const [still] = await listUnanswered(tx, deps.now(), one);
    if (session && still) {
      const { leadId } = session.booking;
      await noteEvent(session, { eventType: "apology_unanswered", reason: "no answer" });
      await tagBooking(session, "needs_attention");
      const to = { organizationId, leadId, conversationId: session.row.conversation_id };
      const reason = "an appointment fell away and the lead has not chosen another";
      await handToPeople(tx, to, { reason, now: session.now });
    }
    return { ok: true };
  });
};
