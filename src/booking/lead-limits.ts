import { appointmentsOfLead } from "#src/db/queries/bookings.ts";
import { localDayOf } from "#src/domain/availability/wall-time.ts";
import { appointedStates } from "#src/domain/booking-states.ts";
import type { OpenSlot } from "./open-slots.ts";
import type { Session } from "./session.ts";

const day = 24 * 60 * 60_000;

interface Range {
  readonly from: Date;
  readonly to: Date;
}

/** The lead's other appointments that start in a range. */
const others = ({ tx, organization, booking }: Session, { from, to }: Range) =>
  appointmentsOfLead(tx, organization.id, {
    leadId: booking.leadId,
    exceptBookingId: booking.id,
    states: appointedStates,
    ...{ from, to },
  });

/** How many other appointments the lead has on the local date of an instant; null when not asked. */
export const bookingsThatDay = async (
  session: Session,
  start: Date,
  { zone, most }: { readonly zone: string; readonly most: number | null },
): Promise<number | null> => {
  if (most === null) return null;
  const around = { from: new Date(start.getTime() - day), to: new Date(start.getTime() + day) };
  const date = localDayOf(zone, start.getTime());
  const near = await others(session, around);
  return near.filter(({ starts_at }) => localDayOf(zone, starts_at.getTime()) === date).length;
};

/** Leaves out dates on which the lead has all they may, and times before a consultation is over. */
export const bookableRange = async (
  session: Session,
  range: Range,
): Promise<(slot: OpenSlot) => boolean> => {
  const { policy, consultation } = session;
  const status = consultation?.status ?? "done";
  const earliest = typeof status === "object" ? status.endsAt.getTime() : 0;
  if (policy.maxPerDayPerLead === null) return ({ start }) => start >= earliest;
  const booked = await others(session, {
    from: new Date(range.from.getTime() - day),
    to: new Date(range.to.getTime() + day),
  });
  return ({ start, workplace }) => {
    const zone = workplace.location.timezone;
    const date = localDayOf(zone, start);
    const that = booked.filter(({ starts_at }) => localDayOf(zone, starts_at.getTime()) === date);
    const most = workplace.policy.maxPerDayPerLead;
    return start >= earliest && (most === null || that.length < most);
  };
};
