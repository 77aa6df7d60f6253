import { emptyFocus } from "#src/agent/focus.ts";
import { renderPlan } from "#src/agent/replies/render-plan.ts";
import { type Rendered, voiceOf } from "#src/agent/replies/render-reply.ts";
import type { Db } from "#src/db/connect.ts";
import { instantOf, localDayOf } from "#src/domain/availability/wall-time.ts";
import type { Appointment, Booking } from "#src/domain/booking.ts";
import type { BookingState } from "#src/domain/booking-states.ts";
import type { Language } from "#src/domain/facts.ts";
import { type Policy, policyAt } from "#src/domain/policy.ts";
import { planReminders } from "#src/domain/reminders/plan-reminders.ts";
import { type Reminder, reminderRuleOf, type ToldKind } from "#src/domain/reminders/reminder.ts";
import type { Phrasebook } from "#src/phrases/phrasebook.ts";
import { priceSayer } from "#src/phrases/say-price.ts";
import type { Catalog } from "./load-catalog.ts";
import { catalogOf } from "./remember-catalog.ts";

interface PreviewDeps {
  readonly db: Db;
  readonly phrases: Phrasebook;
  readonly now: () => Date;
}

interface Previewed {
  readonly organizationId: string;
  readonly kind: ToldKind;
  /** As it would be set; nothing of it is stored. */
  readonly reminder: Reminder;
  /** Null: the first one that is offered. */
  readonly serviceId: string | null;
}

/** What a lead would be told, and when. */
interface Preview {
  readonly sample: Pick<Appointment, "start" | "zone" | "providerName" | "locationName"> & {
    readonly serviceName: string;
  };
  /** Null: never, since it would fall due too late, or says nothing. */
  readonly dueAt: Date | null;
  readonly words: Readonly<Record<Language, Pick<Rendered, "text" | "choices">>>;
}

const day = 24 * 60 * 60_000;

/**
 * A reminder of an appointment that does not exist, planned and worded by what plans and words real
 * ones. Null where no such service is offered, or nobody or no place could give it.
 */
export const previewReminder = async (
  deps: PreviewDeps,
  asked: Previewed,
): Promise<Preview | null> => {
  const { db, now } = deps;
  const catalogs = {
    vi: await catalogOf(db, asked.organizationId, "vi"),
    en: await catalogOf(db, asked.organizationId, "en"),
  };
  const booking = sampleBooking(catalogs.vi, asked, now());
  const { appointment, serviceName } = booking ?? {};
  if (!booking || !appointment || !serviceName) return null;
  const wordsIn = (language: Language) =>
    word(deps, catalogs[language], { language, booking }, asked);
  return {
    sample: { ...appointment, serviceName },
    dueAt: dueAt(catalogs.vi, asked, booking),
    words: { vi: wordsIn("vi"), en: wordsIn("en") },
  };
};

/** The kinds that follow from how a booking ended. */
const endings: Readonly<Partial<Record<ToldKind, BookingState>>> = {
  missed: "NO_SHOW",
  feedback: "COMPLETED",
  recall: "COMPLETED",
  reengage: "ABANDONED",
};

const sampleBooking = (
  { organization, services, told }: Catalog,
  { kind, serviceId }: Previewed,
  now: Date,
): Booking | null => {
  const service = serviceId ? services.find(({ id }) => id === serviceId) : services[0];
  const place = told.places[0];
  if (!service || !place) return null;
  const gives = told.providers.find(({ serviceIds }) => serviceIds.includes(service.id));
  const provider = gives ?? told.providers[0];
  if (!provider) return null;
  // Two weeks ahead there is room for what comes a week before.
  const start = new Date(
    instantOf(place.zone, localDayOf(place.zone, now.getTime()) + 14, 10 * 60),
  );
  const appointment = {
    ...{ start, end: new Date(start.getTime() + service.duration_minutes * 60_000) },
    ...{ zone: place.zone, locationId: place.id, locationName: place.name },
    ...{ providerId: provider.id, providerName: provider.name },
  };
  return {
    ...{ id: "sample", organizationId: organization.id, leadId: "sample", version: 1 },
    ...{ state: endings[kind] ?? "SLOT_CONFIRMED", stateBeforeError: null },
    ...{ serviceId: service.id, serviceName: service.name, participants: 1 },
    ...{ durationMinutes: null, series: null, appointment },
    ...{ previousAppointments: [], previousBookingIds: [], rescheduleCount: 0 },
    ...{ confirmedByReminder: false, showUp: null, missed: kind === "missed" },
    ...{ lastActivityAt: now, price: null },
    payment: { required: false, amount: null, method: null, status: null },
  };
};

const dueAt = (
  { organization, services }: Catalog,
  { kind, reminder }: Previewed,
  booking: Booking,
): Date | null => {
  const { appointment } = booking;
  if (!appointment) return null;
  const service = services.find(({ id }) => id === booking.serviceId);
  const rule = { [reminderRuleOf(kind)]: reminder };
  const policy: Policy = policyAt(organization.policy, service?.rules, rule);
  const now =
    kind in endings ? appointment.end : new Date(appointment.start.getTime() - 4_000 * day);
  const plan = planReminders(booking, { policy, zone: organization.timezone, now });
  return plan.due.find((due) => due.kind === kind)?.dueAt ?? null;
};

const word = (
  { phrases, now }: PreviewDeps,
  { told, organization }: Catalog,
  { language, booking }: { readonly language: Language; readonly booking: Booking },
  { kind, reminder }: Previewed,
): Pick<Rendered, "text" | "choices"> => {
  const briefing = {
    ...told,
    ...{ now: now(), language, zone: organization.timezone, booking },
    lead: { id: booking.leadId, name: null, phone: null, email: null },
    ...{ offered: [], sop: [], upcoming: [], series: null, visits: [], inbound: [], text: "" },
    // Nobody can answer a preview.
    ...{ cancellationHash: () => "", seriesCancellationHash: () => "" },
    ...{ sayPrice: priceSayer(phrases, language), focus: emptyFocus },
  };
  const plan = { kind: "reminder", reminder: kind, attempt: 1, own: reminder.text ?? {}, booking };
  const { text, choices } = renderPlan(voiceOf(phrases, briefing), { ...plan, kind: "reminder" });
  return { text, choices };
};
