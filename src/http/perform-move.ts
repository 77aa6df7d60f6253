import type { Caller } from "#src/booking/caller.ts";
import { hasOwnUseCase } from "#src/booking/move-booking.ts";
import { refuseVerdict } from "#src/booking/refuse.ts";
import type { NamedBookingRow } from "#src/db/queries/bookings.ts";
import type { BookingState } from "#src/domain/booking-states.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { ApiCall } from "./auth.ts";
import type { MoveInput } from "./contract/booking-requests.ts";
import type { ServerDeps } from "./server-deps.ts";

interface Moving {
  readonly deps: ServerDeps;
  readonly call: ApiCall;
  readonly caller: Caller;
  readonly row: NamedBookingRow;
  readonly input: MoveInput;
}

type Move = (moving: Moving) => Promise<Receipt | Refusal> | null;

const overrulerOf = ({ call, input }: Moving): string | undefined =>
  input.overrule ? call.caller.name : undefined;

/** Moves that also touch the calendar. Null: what the use case needs is missing from the request. */
const useCases: Partial<Record<BookingState, Move>> = {
  SERVICE_SELECTED: ({ deps, caller, row, input }) => {
    const serviceId = input.serviceId ?? row.service_id;
    return serviceId === null
      ? null
      : deps.bookings.selectService(caller, { bookingId: row.id, serviceId });
  },
  SLOT_PROPOSED: ({ deps, caller, row, input }) =>
    deps.bookings.proposeSlots(caller, { bookingId: row.id, slotIds: input.slotIds }),
  SLOT_CONFIRMED: ({ deps, call, caller, row, input }) => {
    const { slotId, statedBy = call.caller.name } = input;
    return slotId === undefined
      ? null
      : deps.bookings.confirmSlot(caller, { bookingId: row.id, slotId, statedBy, consent: null });
  },
  RESCHEDULED: (moving) => {
    const { deps, caller, row, input } = moving;
    const { reason = "", slotIds } = input;
    const overruledBy = overrulerOf(moving);
    return deps.bookings.reschedule(caller, { bookingId: row.id, reason, slotIds, overruledBy });
  },
  CANCELLED: (moving) => {
    const { deps, caller, row, input } = moving;
    const { reason = "" } = input;
    const overruledBy = overrulerOf(moving);
    const wish = { bookingId: row.id, reason, consent: null, overruledBy };
    return deps.bookings.cancel(caller, wish);
  },
  COMPLETED: ({ deps, caller, row, input: { showUpNotes: notes } }) =>
    deps.bookings.recordShowUp(caller, { bookingId: row.id, showedUp: true, notes }),
  NO_SHOW: ({ deps, caller, row, input: { showUpNotes: notes } }) =>
    deps.bookings.recordShowUp(caller, { bookingId: row.id, showedUp: false, notes }),
};

/**
 * Takes a booking to a state by the use case that owns the move. What lacks its input is judged by
 * the validator all the same, which names everything that is missing.
 */
export const performMove = async (moving: Moving, to: BookingState): Promise<Receipt | Refusal> => {
  const { deps, caller, row } = moving;
  const owner = isOwned(row.state, to) ? useCases[to] : undefined;
  if (!owner) return justMove(moving, to);
  const done = await owner(moving);
  if (done) return done;
  const run = await deps.bookings.validate(caller, row.id, to);
  if (!run.ok) return run;
  const refusal = refuseVerdict(run.verdict);
  // Without a slot none is taken: the rule that fails first names the refusal.
  return { ...refusal, code: run.verdict.blocking[0]?.rule ?? refusal.code };
};

/** Of a customer who did not come sales also keep who saw that, which the bare move does not. */
const isOwned = (from: BookingState, to: BookingState): boolean =>
  hasOwnUseCase(from, to) || (to === "NO_SHOW" && from !== "ERROR");

const justMove = (
  { deps, caller, row, input: { payment, reason } }: Moving,
  to: BookingState,
): Promise<Receipt | Refusal> =>
  deps.bookings.move(caller, {
    bookingId: row.id,
    to,
    reason,
    payment: payment && {
      received: { minor: payment.amountMinor, currency: payment.currency },
      verified: false,
      reference: payment.reference,
    },
  });
