import * as path from "node:path";

import type { Booking } from "#src/domain/booking.ts";
import {
  type ChosenSlot,
  type Consent,
  type Facts,
  nothingBrought,
  type ServiceFacts,
  type SopField,
} from "#src/domain/facts.ts";
import { defaultPolicy } from "#src/domain/policy.ts";
import type { Slot } from "#src/domain/slot.ts";
import { loadPhrasebook } from "#src/phrases/phrasebook.ts";

/** Tuesday, 10 February 2026, 09:00 in Ho Chi Minh City. */
export const appointmentAt = new Date("2026-02-10T09:00:00+07:00");
/** Five days before it. */
export const now = new Date("2026-02-05T09:00:00+07:00");

export const later = (from: Date, { hours = 0, minutes = 0, seconds = 0 }): Date =>
  new Date(from.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000);

const appointment = {
  start: appointmentAt,
  end: later(appointmentAt, { minutes: 30 }),
  zone: "Asia/Ho_Chi_Minh",
  providerId: "an",
  providerName: "BS. Nguyễn Văn An",
  locationId: "quan-1",
  locationName: "Quận 1",
};

/** A booking in INQUIRY that has an appointment on Tuesday; say only what differs. */
export const booking = (difference: Partial<Booking> = {}): Booking => ({
  id: "booking-1",
  organizationId: "hoa-mai",
  leadId: "lan",
  state: "INQUIRY",
  stateBeforeError: null,
  version: 1,
  serviceId: "boc-su",
  serviceName: "Bọc sứ thẩm mỹ",
  participants: 1,
  durationMinutes: null,
  series: null,
  appointment,
  previousAppointments: [],
  previousBookingIds: [],
  rescheduleCount: 0,
  confirmedByReminder: false,
  showUp: null,
  missed: false,
  lastActivityAt: now,
  payment: { required: false, amount: null, method: null, status: null },
  price: null,
  ...difference,
});

export const slot = (difference: Partial<Slot> = {}): Slot => ({
  id: "slot-1",
  serviceId: "boc-su",
  serviceName: "Bọc sứ thẩm mỹ",
  ...appointment,
  participants: 1,
  status: "available",
  capacity: 1,
  currentBookings: 0,
  canDoubleBook: false,
  minNoticeMinutes: 30,
  cancellationAllowedUntil: appointmentAt,
  heldBy: null,
  heldUntil: null,
  ...difference,
});

/** The slot of Tuesday, offered ten minutes ago and free. */
export const chosen = (difference: Partial<ChosenSlot> = {}): ChosenSlot => ({
  slot: slot(),
  offered: true,
  offeredAt: later(now, { minutes: -10 }),
  shownHash: "hash-of-slot-1",
  free: true,
  ...difference,
});

type MessageConsent = Extract<Consent, { kind: "message" }>;

/** Lan's yes to what she was shown, a minute ago. */
export const consent = (difference: Partial<MessageConsent> = {}): MessageConsent => ({
  kind: "message",
  messageId: "message-1",
  leadId: "lan",
  at: later(now, { minutes: -1 }),
  shownHash: "hash-of-slot-1",
  alreadyUsed: false,
  ...difference,
});

/** Facts in which nothing is known; what is not known fails the rule that asks for it. */
export const nothingKnown: Facts = {
  language: "vi",
  policy: defaultPolicy,
  lead: null,
  service: null,
  sop: null,
  ...nothingBrought,
};

export const service = (difference: Partial<ServiceFacts> = {}): ServiceFacts => ({
  id: "boc-su",
  name: "Bọc sứ thẩm mỹ",
  active: true,
  participants: { least: 1, most: 1 },
  lengths: null,
  travels: false,
  consultation: null,
  ...difference,
});

/** Facts that let every rule pass that asks for facts alone; say only what differs. */
export const facts = (difference: Partial<Facts> = {}): Facts => ({
  ...nothingKnown,
  lead: { blocked: false, reachableBy: ["web-chat"] },
  policy: { ...defaultPolicy, minNoticeMinutes: 30, maxPerDayPerLead: 2 },
  service: service(),
  sop: [],
  placeKnown: true,
  leadBookingsThatDay: 0,
  slotsAvailable: 2,
  chosen: chosen(),
  duplicate: "none",
  consent: consent(),
  payment: {
    received: { minor: 2_000_000, currency: "VND" },
    verified: true,
    reference: "FT26036001",
  },
  reason: "customer_cannot_attend",
  reopenedByMessageId: "message-1",
  failure: "the calendar refused the entry",
  ...difference,
});

const phrases = loadPhrasebook(path.join(import.meta.dirname, "../prompts"));

/** The real sentences, in Vietnamese unless asked otherwise. */
export const phrase = phrases.refusal("vi");
export const phraseEn = phrases.refusal("en");

/** A question about a first visit that is still open; say only what differs. */
export const sopField = (difference: Partial<SopField> = {}): SopField => ({
  field: "first_visit",
  type: "yes_no",
  scope: "lead",
  before: "SLOT_PROPOSED",
  question: { vi: "Bạn là khách hàng mới phải không ạ?", en: "Is this your first visit?" },
  options: [],
  range: null,
  accepts: null,
  otherwise: { say: null, next: "refuse" },
  validMonths: null,
  since: null,
  met: false,
  refused: null,
  ...difference,
});
