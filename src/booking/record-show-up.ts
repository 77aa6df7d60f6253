import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { applyTransition } from "./apply-transition.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { gatherFacts } from "./gather-facts.ts";
import { refuseVerdict } from "./refuse.ts";
import { withBooking } from "./session.ts";

export interface ShowUp {
  readonly bookingId: string;
  readonly showedUp: boolean;
  readonly notes?: string | undefined;
}

/** Records whether the customer came: COMPLETED or NO_SHOW (000 §12.1). */
export const recordShowUp =
  (deps: BookingDeps) =>
  (caller: Caller, { bookingId, showedUp, notes = "" }: ShowUp): Promise<Receipt | Refusal> =>
    withBooking(deps, caller, bookingId, async (session) => {
      const told = { ...session, booking: { ...session.booking, showUp: showedUp } };
      const { verdict, session: moved } = await applyTransition(told, {
        to: showedUp ? "COMPLETED" : "NO_SHOW",
        facts: await gatherFacts(told),
        change: {
          show_up_status: showedUp,
          show_up_verified_at: session.now,
          show_up_verified_by: caller.actorId,
          show_up_notes: notes,
        },
      });
      if (!verdict.allowed) return refuseVerdict(verdict);
      return { ok: true, action: "show_up_recorded", at: session.now, booking: moved.booking };
    });
