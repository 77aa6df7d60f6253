import type { Appointment, Booking } from "#src/domain/booking.ts";
import { isAppointed } from "#src/domain/booking-states.ts";
import type { NoticeKind } from "#src/domain/notices-of-move.ts";

interface Claim {
  readonly kind: NoticeKind;
  /** The appointment it tells of. */
  readonly at: Pick<Appointment, "start"> | null;
  /** Who it is told to, where that is who gives the service. */
  readonly providerId?: string | null;
}

/** Whether a booking is still what a notice says; who has an appointment again was not freed of it. */
export const isStillSo = (booking: Booking, { kind, at, providerId }: Claim): boolean => {
  const { state, appointment } = booking;
  const isSameTime = appointment?.start.getTime() === at?.start.getTime();
  switch (kind) {
    case "confirmed":
      return isAppointed(state) && isSameTime;
    case "cancelled":
      return state === "CANCELLED" && isSameTime;
    case "offered":
      return state === "SLOT_PROPOSED";
    case "freed":
      return !(isAppointed(state) && gives(appointment, providerId));
  }
};

const gives = (appointment: Appointment | null, providerId: string | null | undefined): boolean =>
  appointment !== null &&
  [appointment, ...(appointment.parts ?? [])].some((part) => part.providerId === providerId);
