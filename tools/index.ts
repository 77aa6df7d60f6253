import { answerReminder } from "./answer-reminder.ts";
import { cancelBooking } from "./cancel-booking.ts";
import { cancelSeries } from "./cancel-series.ts";
import { checkAvailability } from "./check-availability.ts";
import { confirmSeries } from "./confirm-series.ts";
import { confirmSlot } from "./confirm-slot.ts";
import { createBooking } from "./create-booking.ts";
import { findBookings } from "./find-bookings.ts";
import { getProviders } from "./get-providers.ts";
import { getServices } from "./get-services.ts";
import { handToHuman } from "./hand-to-human.ts";
import { joinWaitlist } from "./join-waitlist.ts";
import { proposeSeries } from "./propose-series.ts";
import { proposeSlots } from "./propose-slots.ts";
import { rescheduleBooking } from "./reschedule-booking.ts";
import { saveLeadDetails } from "./save-lead-details.ts";
import { searchKnowledge } from "./search-knowledge.ts";
import { selectService } from "./select-service.ts";
import { startPayment } from "./start-payment.ts";

/** Everything the agent can do. */
export const tools = [
  getServices,
  getProviders,
  checkAvailability,
  selectService,
  saveLeadDetails,
  proposeSlots,
  confirmSlot,
  proposeSeries,
  confirmSeries,
  createBooking,
  findBookings,
  rescheduleBooking,
  answerReminder,
  cancelBooking,
  cancelSeries,
  searchKnowledge,
  joinWaitlist,
  startPayment,
  handToHuman,
] as const;
