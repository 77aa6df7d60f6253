import type { Briefing } from "#src/agent/briefing.ts";
import { emptyFocus } from "#src/agent/focus.ts";
import type { Step } from "#src/agent/step.ts";
import type { ToolResult } from "#src/agent/tool.ts";
import type { Booking } from "#src/domain/booking.ts";
import type { Language } from "#src/domain/facts.ts";
import type { Slot } from "#src/domain/slot.ts";

/** Thursday, 5 February 2026, 09:00 in Ho Chi Minh City. */
export const briefingNow = new Date("2026-02-05T02:00:00Z");
const zone = "Asia/Ho_Chi_Minh";

const crowns = { vi: "Bọc sứ thẩm mỹ", en: "Porcelain crowns" };
const cleaning = { vi: "Cạo vôi răng", en: "Teeth cleaning" };
const prices = {
  vi: { crowns: "4.500.000 ₫", cleaning: "350.000 ₫" },
  en: { crowns: "₫4,500,000", cleaning: "₫350,000" },
};

const service = (id: string, name: string, price: string) => ({
  ...{ id, name, names: [name], description: "", minutes: 30, price },
  ...{ paymentRequired: false, parts: [], lengths: null, travels: false },
  ...{ participants: { least: 1, most: 1 }, consultationId: null },
});

const unprofiled = {
  ...{ gender: null, languages: [], specialities: null, about: null, rating: null },
  serviceIds: ["crowns", "cleaning"],
};

/** A clinic with two services, two doctors and two branches, and a lead with nothing yet. */
export const briefing = (difference: Partial<Briefing> & { language: Language }): Briefing => {
  const { language } = difference;
  return {
    now: briefingNow,
    zone,
    organization: { name: "Nha khoa Hoa Mai", phone: "+842838291357", zone, country: "VN" },
    lead: { id: "lead", name: "Chị Lan", phone: "+84901234567", email: null },
    services: [
      service("crowns", crowns[language], prices[language].crowns),
      service("cleaning", cleaning[language], prices[language].cleaning),
    ],
    places: [
      place("q1", "Quận 1", "186 Nguyễn Thị Minh Khai, Phường Bến Thành, Quận 1", "District 1"),
      place("q7", "Quận 7", "42 Nguyễn Lương Bằng, Phường Tân Phú, Quận 7", "District 7"),
    ],
    providers: [
      {
        ...{ ...unprofiled, id: "an", name: "BS. Nguyễn Văn An" },
        names: ["BS. Nguyễn Văn An", "Dr. An", "bác sĩ An"],
      },
      {
        ...{ ...unprofiled, id: "binh", name: "BS. Trần Thị Bình" },
        names: ["BS. Trần Thị Bình", "Dr. Binh"],
      },
    ],
    openHours: { fromMinute: 480, toMinute: 1140 },
    ...{ booking: null, offered: [], sop: [], upcoming: [], focus: emptyFocus, text: "" },
    cancellationHash: ({ id }) => `cancel-${id}`,
    ...{ series: null, visits: [] },
    sayPrice: () => null,
    seriesCancellationHash: (visits) => visits.map(({ id }) => `cancel-${id}`).join(),
    inbound: [{ id: "m1", seq: 2, text: "", choiceId: null }],
    ...difference,
  };
};

const place = (id: string, name: string, address: string, alias: string) => ({
  ...{ id, name, names: [name, alias], address, zone },
});

/** A slot of Dr. An in District 1, held for half an hour. */
export const slot = (start: string, difference: Partial<Slot> = {}): Slot => ({
  id: `slot-${start}`,
  ...{ serviceId: "crowns", serviceName: crowns.vi, zone },
  ...{ providerId: "an", providerName: "BS. Nguyễn Văn An" },
  ...{ locationId: "q1", locationName: "Quận 1" },
  start: new Date(start),
  end: new Date(new Date(start).getTime() + 30 * 60_000),
  ...{ participants: 1, status: "reserved", capacity: 1, currentBookings: 0, canDoubleBook: false },
  minNoticeMinutes: 60,
  cancellationAllowedUntil: new Date(start),
  heldBy: "b1",
  heldUntil: new Date(briefingNow.getTime() + 30 * 60_000),
  shownHash: `hash-${start}`,
  ...difference,
});

export const leadBooking = (difference: Partial<Booking> = {}): Booking => ({
  ...{ id: "b1", organizationId: "o", leadId: "lead", state: "SLOT_PROPOSED", version: 3 },
  ...{ stateBeforeError: null, serviceId: "crowns", serviceName: crowns.vi, appointment: null },
  ...{ participants: 1, durationMinutes: null, series: null },
  ...{ previousAppointments: [], previousBookingIds: [], rescheduleCount: 0, showUp: null },
  ...{ confirmedByReminder: false, missed: false, lastActivityAt: briefingNow },
  payment: { required: false, amount: null, method: null, status: null },
  price: null,
  ...difference,
});

/** The lead's standing appointment at that time, with Dr. An in District 1. */
export const appointed = (start: string, difference: Partial<Booking> = {}): Booking => {
  const { end, providerId, providerName, locationId, locationName } = slot(start);
  const where = { zone, providerId, providerName, locationId, locationName };
  return leadBooking({
    state: "SLOT_CONFIRMED",
    appointment: { start: new Date(start), end, ...where },
    ...difference,
  });
};

/** A turn's tool call with this result. */
export const step = (name: string, result: ToolResult): Step => ({
  call: { id: name, name, arguments: {} },
  result,
});
