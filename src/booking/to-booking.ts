import type { BookingChange, NamedBookingRow } from "#src/db/queries/bookings.ts";
import type { StoredAppointment, StoredPart } from "#src/db/tables/bookings.ts";
import type { Appointment, AppointmentPart, Booking } from "#src/domain/booking.ts";
import { frozenPrice } from "./price-slots.ts";

/** A stored booking as the rules see it. */
export const toBooking = (row: NamedBookingRow): Booking => ({
  id: row.id,
  organizationId: row.organization_id,
  leadId: row.lead_id,
  state: row.state,
  stateBeforeError: row.state_before_error,
  version: row.version,
  serviceId: row.service_id,
  serviceName: row.service_name,
  participants: row.participants,
  durationMinutes: row.duration_minutes,
  series:
    row.series_id !== null && row.series_position !== null
      ? { id: row.series_id, position: row.series_position }
      : null,
  appointment: appointmentOf(row),
  previousAppointments: row.previous_appointments.map(fromStored),
  previousBookingIds: row.previous_booking_ids,
  rescheduleCount: row.reschedule_count,
  confirmedByReminder: row.confirmed_by_reminder,
  showUp: row.show_up_status,
  missed: row.missed,
  lastActivityAt: row.last_communication_at,
  payment: {
    required: row.payment_required,
    amount:
      row.payment_amount_minor !== null && row.payment_currency !== null
        ? { minor: row.payment_amount_minor, currency: row.payment_currency }
        : null,
    method: row.payment_method,
    status: row.payment_status,
  },
  price: row.starts_at === null ? null : frozenPrice(row),
});

const appointmentOf = (row: NamedBookingRow): Appointment | null => {
  const { starts_at, ends_at, provider_id, location_id } = row;
  if (!starts_at || !ends_at || !provider_id || !location_id) return null;
  return {
    start: starts_at,
    end: ends_at,
    zone: row.location_timezone ?? "UTC",
    providerId: provider_id,
    providerName: row.provider_name ?? "",
    locationId: location_id,
    locationName: row.location_name ?? "",
    ...(row.parts.length > 0 && { parts: row.parts.map(fromStoredPart) }),
  };
};

/** The columns of a booking that has no appointment any more but remembers the one it had. */
export const appointmentGivenUp = ({
  row,
  booking,
}: {
  readonly row: NamedBookingRow;
  readonly booking: Booking;
}): BookingChange => ({
  provider_id: null,
  location_id: null,
  starts_at: null,
  ends_at: null,
  parts: JSON.stringify([]),
  confirmed_by_reminder: false,
  previous_appointments: JSON.stringify([
    ...row.previous_appointments,
    ...(booking.appointment ? [toStored(booking.appointment)] : []),
  ]),
});

const toStored = ({ parts, ...appointment }: Appointment): StoredAppointment => ({
  ...appointment,
  start: appointment.start.toISOString(),
  end: appointment.end.toISOString(),
  ...(parts && { parts: parts.map(toStoredPart) }),
});

const fromStored = ({ parts, ...stored }: StoredAppointment): Appointment => ({
  ...stored,
  start: new Date(stored.start),
  end: new Date(stored.end),
  ...(parts && { parts: parts.map(fromStoredPart) }),
});

export const toStoredPart = (part: AppointmentPart): StoredPart => ({
  ...part,
  start: part.start.toISOString(),
  end: part.end.toISOString(),
});

const fromStoredPart = (part: StoredPart): AppointmentPart => ({
  ...part,
  start: new Date(part.start),
  end: new Date(part.end),
});
