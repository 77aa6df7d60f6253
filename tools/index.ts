import { cancelBooking } from "./cancel-booking.ts";
import { checkAvailability } from "./check-availability.ts";
import { confirmSlot } from "./confirm-slot.ts";
import { createBooking } from "./create-booking.ts";
import { findBookings } from "./find-bookings.ts";
import { getServices } from "./get-services.ts";
import { handToHuman } from "./hand-to-human.ts";
import { joinWaitlist } from "./join-waitlist.ts";
import { proposeSlots } from "./propose-slots.ts";
import { rescheduleBooking } from "./reschedule-booking.ts";
import { saveLeadDetails } from "./save-lead-details.ts";
import { searchKnowledge } from "./search-knowledge.ts";
import { selectService } from "./select-service.ts";

/** Everything the agent can do. */
export const tools = [
  getServices,
  checkAvailability,
  selectService,
  saveLeadDetails,
  proposeSlots,
  confirmSlot,
  createBooking,
  findBookings,
  rescheduleBooking,
  cancelBooking,
  searchKnowledge,
  joinWaitlist,
  handToHuman,
] as const;
