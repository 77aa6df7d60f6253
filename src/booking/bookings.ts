import type { Booking } from "#src/domain/booking.ts";
import type { BookingState } from "#src/domain/booking-states.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { answerReminder, type ReminderAnswer } from "./answer-reminder.ts";
import { type CacheUse, openAvailabilityCache } from "./availability-cache.ts";
import { type Availability, type AvailabilityQuery, availableSlots } from "./available-slots.ts";
import { availableSlotsOfMany, type BatchAvailability } from "./batch-availability.ts";
import type { BatchQuery } from "./batch-rows.ts";
import { bookTime, type TimeBooking } from "./book-time.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { type Cancellation, cancelBooking } from "./cancel-booking.ts";
import { type Confirmation, confirmSlot } from "./confirm-slot.ts";
import { createBooking, type NewBooking } from "./create-booking.ts";
import { findBookings } from "./find-bookings.ts";
import { joinWaitlist, type WaitlistReceipt, type WaitlistWish } from "./join-waitlist.ts";
import { leaveWaitlist, type WaitlistLeft } from "./leave-waitlist.ts";
import { type DryRun, moveBooking, type StateMove, validateMove } from "./move-booking.ts";
import { type MoveToSlot, moveToSlot } from "./move-to-slot.ts";
import { type MoveToTime, moveToTime } from "./move-to-time.ts";
import { type Proposal, proposeSlots } from "./propose-slots.ts";
import { recordShowUp, type ShowUp } from "./record-show-up.ts";
import { type RescheduleRequest, reschedule } from "./reschedule.ts";
import { type LeadDetails, saveDetails } from "./save-details.ts";
import { type ServiceChoice, selectService } from "./select-service.ts";
import { cancelSeries, type SeriesCancellation } from "./series/cancel-series.ts";
import { confirmSeries, type SeriesConfirmation } from "./series/confirm-series.ts";
import { moveSeries, type SeriesMove } from "./series/move-series.ts";
import { proposeSeries, type SeriesRequest } from "./series/propose-series.ts";
import type { SeriesReceipt } from "./series/series-receipt.ts";
import { type PaymentStart, startPayment } from "./start-payment.ts";

/**
 * Every use case of 000 §12.1. Each call is one transaction that ends in a receipt or a refusal;
 * what is neither (a lost connection, a bug) is thrown. Tools, screens, the API and jobs all act
 * through this and through nothing else.
 */
export interface Bookings {
  create(caller: Caller, input: NewBooking): Promise<Receipt | Refusal>;
  /** All steps to one named time at once; a refusal leaves nothing behind. */
  bookTime(caller: Caller, wish: TimeBooking): Promise<Receipt | Refusal>;
  availableSlots(caller: Caller, query: AvailabilityQuery): Promise<Availability | Refusal>;
  availableSlotsOfMany(caller: Caller, query: BatchQuery): Promise<BatchAvailability | Refusal>;
  selectService(caller: Caller, choice: ServiceChoice): Promise<Receipt | Refusal>;
  saveDetails(caller: Caller, details: LeadDetails): Promise<Receipt | Refusal>;
  proposeSlots(caller: Caller, proposal: Proposal): Promise<Receipt | Refusal>;
  confirmSlot(caller: Caller, confirmation: Confirmation): Promise<Receipt | Refusal>;
  reschedule(caller: Caller, request: RescheduleRequest): Promise<Receipt | Refusal>;
  /** Gives up the appointment for this time and no other, both or neither. */
  moveToSlot(caller: Caller, request: MoveToSlot): Promise<Receipt | Refusal>;
  /** The same to a time staff name, who state the lead's yes. */
  moveToTime(caller: Caller, request: MoveToTime): Promise<Receipt | Refusal>;
  answerReminder(caller: Caller, answer: ReminderAnswer): Promise<Receipt | Refusal>;
  cancel(caller: Caller, request: Cancellation): Promise<Receipt | Refusal>;
  /** Gives the lead the page to pay on, again or anew. */
  startPayment(caller: Caller, start: PaymentStart): Promise<Receipt | Refusal>;
  recordShowUp(caller: Caller, showUp: ShowUp): Promise<Receipt | Refusal>;
  move(caller: Caller, move: StateMove): Promise<Receipt | Refusal>;
  /** The dry run of a move with its checklist and the actions still required. */
  validate(caller: Caller, bookingId: string, to: BookingState): Promise<DryRun | Refusal>;
  /** Holds every visit of a series that is free and tells of every other. */
  proposeSeries(caller: Caller, request: SeriesRequest): Promise<SeriesReceipt | Refusal>;
  confirmSeries(caller: Caller, confirmation: SeriesConfirmation): Promise<SeriesReceipt | Refusal>;
  /** One visit, it and those after it, or all that lie ahead. */
  cancelSeries(caller: Caller, request: SeriesCancellation): Promise<SeriesReceipt | Refusal>;
  moveSeries(caller: Caller, request: SeriesMove): Promise<SeriesReceipt | Refusal>;
  joinWaitlist(caller: Caller, wish: WaitlistWish): Promise<WaitlistReceipt | Refusal>;
  leaveWaitlist(caller: Caller, entryId: string): Promise<WaitlistLeft | Refusal>;
  /** Bookings of the caller's lead, the newest first. */
  find(caller: Caller, leadId: string): Promise<readonly Booking[]>;
}

/** Looks at availability share what they have read; `onLook` hears how each was answered. */
export const createBookings = (deps: BookingDeps, onLook?: (use: CacheUse) => void): Bookings => {
  const readCalendars = openAvailabilityCache(deps.db, onLook);
  return {
    create: createBooking(deps),
    bookTime: bookTime(deps),
    availableSlots: availableSlots(deps, readCalendars),
    availableSlotsOfMany: availableSlotsOfMany(deps, readCalendars),
    selectService: selectService(deps),
    saveDetails: saveDetails(deps),
    proposeSlots: proposeSlots(deps),
    confirmSlot: confirmSlot(deps),
    reschedule: reschedule(deps),
    moveToSlot: moveToSlot(deps),
    moveToTime: moveToTime(deps),
    answerReminder: answerReminder(deps),
    cancel: cancelBooking(deps),
    startPayment: startPayment(deps),
    recordShowUp: recordShowUp(deps),
    move: moveBooking(deps),
    validate: validateMove(deps),
    proposeSeries: proposeSeries(deps),
    confirmSeries: confirmSeries(deps),
    cancelSeries: cancelSeries(deps),
    moveSeries: moveSeries(deps),
    joinWaitlist: joinWaitlist(deps),
    leaveWaitlist: leaveWaitlist(deps),
    find: findBookings(deps),
  };
};
