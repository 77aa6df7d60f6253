/** Those of 000 §4.1, and who comes, for how long and as part of what. */
export const bookingFields = [
  ...["participants", "participant_details", "duration_minutes", "parts", "list_price", "price"],
  ...["series_id", "series_position", "confirmed_by_reminder", "price_rules", "updated_at"],
  ...["booking_id", "lead_id", "organization_id", "created_at", "cancellation_reason_code"],
  ...["appointment_date", "appointment_time", "appointment_end_time", "last_communication_at"],
  ...[
    "service_id",
    "service_name",
    "provider_id",
    "provider_name",
    "location_id",
    "state",
    "state_history",
  ],
  ...["required_fields", "met_conditions", "blocking_issues", "payment_required"],
  ...["payment_amount", "payment_method", "payment_status", "payment_transaction_id"],
  ...["show_up_status", "show_up_verified_at", "show_up_verified_by", "show_up_notes"],
  ...["reschedule_count", "reschedule_reason", "previous_booking_ids", "cancelled_at"],
  ...["cancelled_by", "cancellation_reason", "reminder_sent_times", "reschedule_reason_code"],
  ...["notes", "tags", "custom_fields", "intake", "calendar_event_id", "external_booking_id"],
].sort();
