import type { Caller } from "#src/booking/caller.ts";
import { hasOwnUseCase } from "#src/booking/move-booking.ts";
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
  input.overrule ? call.key.name : undefined;

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
    const { slotId, statedBy = call.key.name } = input;
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
 * Takes a booking to a state by the use case that owns the move. What lacks its input goes to the
 * validator all the same, which names everything that is missing.
 */
export const performMove = async (moving: Moving, to: BookingState): Promise<Receipt | Refusal> => {
  const { deps, caller, row, input } = moving;
  const owned = to === "CANCELLED" || to === "NO_SHOW" || hasOwnUseCase(row.state, to);
  const done = owned && row.state !== "ERROR" ? await useCases[to]?.(moving) : null;
  if (done) return done;
  const { payment, reason } = input;
  return deps.bookings.move(caller, {
    bookingId: row.id,
    to,
    reason,
    payment: payment && {
      received: { minor: payment.amountMinor, currency: payment.currency },
      verified: false,
      reference: payment.reference,
    },
  });
};
