import type { SeriesReceipt } from "#src/booking/series/series-receipt.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { Slot } from "#src/domain/slot.ts";
import { isDueBefore } from "#src/domain/sop/judge-answers.ts";
import type { AskedBefore } from "#src/domain/sop/sop.ts";
import type { Briefing } from "../briefing.ts";
import type { Step } from "../step.ts";
import type { ConfirmationNeeded, Data, ToolResult } from "../tool.ts";
import type { QuestionPlan, ReplyPlan } from "./reply-plan.ts";

/**
 * The reply that the facts of a turn themselves call for: the standard words when a model has none
 * of its own, and the safe words when its own do not stand up to the facts. Null: nothing happened.
 */
export const planOutcome = (briefing: Briefing, steps: readonly Step[]): ReplyPlan | null => {
  const last = steps.findLast(({ result }) => tells(result));
  if (!last) return null;
  const { result } = last;
  if (!result.ok) return planRefusal(briefing, result, steps);
  if ("visits" in result) return planSeries(result);
  if (result.action === "availability") return planLook(briefing, result, steps);
  return isReceipt(result) ? planReceipt(briefing, result, steps) : planData(briefing, result);
};

/** A refused repeat or an invented tool says nothing to the lead. */
const tells = (result: ToolResult): boolean =>
  result.ok ||
  !["too_many_calls", "not_offered_now", "invalid_input", "not_shown"].includes(result.code);

const planSeries = (series: SeriesReceipt): ReplyPlan => {
  switch (series.action) {
    case "series_proposed":
    case "series_moved":
      return { kind: "series_offer", series };
    case "series_confirmed":
      return { kind: "series_confirmed", series };
    case "series_cancelled":
      return { kind: "series_cancelled", series };
  }
};

const isReceipt = (result: Receipt | Data): result is Receipt => "booking" in result;

const planReceipt = (
  briefing: Briefing,
  receipt: Receipt,
  steps: readonly Step[],
): ReplyPlan | null => {
  const { booking, offered, freed } = receipt;
  switch (receipt.action) {
    case "slots_proposed":
    case "rescheduled":
      return {
        kind: "offer",
        bookingId: booking.id,
        slots: offered ?? [],
        because: receipt.action === "rescheduled" ? "moved" : whyOffered(briefing, receipt, steps),
        freed,
      };
    case "slot_confirmed":
      return { kind: "confirmed", booking };
    case "cancelled":
      return { kind: "cancelled", booking };
    case "payment_started":
      return { kind: "plain", say: "payment_link_follows" };
    case "reminder_answered":
      return { kind: "coming", booking };
    default:
      return nextQuestion(briefing);
  }
};

/** A look after an offer tells why the time wished for is not in it. */
const planLook = (
  briefing: Briefing,
  look: Extract<Data, { action: "availability" }>,
  steps: readonly Step[],
): ReplyPlan | null => {
  const offered = steps.findLast(({ result }) => result.ok && "offered" in result)?.result;
  if (!offered?.ok || !("offered" in offered)) return planData(briefing, look);
  const plan = planReceipt(briefing, offered, steps);
  return plan?.kind === "offer" ? { ...plan, reason: look.reasons[0]?.code } : plan;
};

/** What an offer answers: a slot lost meanwhile, a time that is not to be had, or just the question. */
const whyOffered = (
  { focus, inbound, now, providers }: Briefing,
  { offered = [] }: Receipt,
  steps: readonly Step[],
): Extract<ReplyPlan, { kind: "offer" }>["because"] => {
  const lost = steps.findLast(({ call }) => call.name === "confirm_slot")?.result;
  if (lost && !lost.ok && lost.code === "slot_taken") return "taken";
  if (lost && !lost.ok && lost.code === "hold_expired") return "expired";
  const wishes = inbound.length > 0 ? focus.wish.times : [];
  const { providerId, locationId, traits } = focus.wish;
  const isAskedFor = (slot: Slot) =>
    (providerId ?? slot.providerId) === slot.providerId &&
    (locationId ?? slot.locationId) === slot.locationId &&
    (traits === null || hasTraits(providers, slot, traits));
  if (!offered.some(isAskedFor)) return "person_missed";
  const met = wishes.some(({ from, to }) =>
    offered.some(({ start }) => start >= new Date(from) && start < new Date(to)),
  );
  const live = wishes.filter(({ to }) => new Date(to) > now);
  return live.length > 0 && !met ? "wish_missed" : "asked";
};

const hasTraits = (
  providers: Briefing["providers"],
  { providerId }: Slot,
  { gender, languages }: NonNullable<Briefing["focus"]["wish"]["traits"]>,
): boolean => {
  const provider = providers.find(({ id }) => id === providerId);
  return (
    provider !== undefined &&
    (gender ?? provider.gender) === provider.gender &&
    languages.every((language) => provider.languages.includes(language))
  );
};

/** What the booking still needs before times can be offered, or a chosen one can be confirmed. */
export const nextQuestion = (
  briefing: Briefing,
  before: AskedBefore = "SLOT_PROPOSED",
): ReplyPlan => {
  const { booking, services } = briefing;
  if (!booking?.serviceId) return { kind: "ask_service", services, which: false };
  return askOpen(briefing, before) ?? { kind: "plain", say: "ask_time" };
};

/** The first question that stands in the way of this move; null: none does. */
export const askOpen = (
  { sop, focus: { asked } }: Briefing,
  before: AskedBefore,
  slotId: string | null = asked?.kind === "sop" ? asked.slotId : null,
): QuestionPlan | null => {
  const due = sop.filter((one) => isDueBefore(one, before));
  const question = due.find(({ refused }) => refused !== null) ?? due.find(({ met }) => !met);
  if (!question) return null;
  return {
    ...{ kind: "ask_question", question, slotId },
    because: question.refused ? "refused" : "open",
  };
};

/** The same question, and what is expected. */
export const askFitting = (
  { sop, focus: { asked } }: Briefing,
  { field }: Pick<Refusal, "field">,
): QuestionPlan | null => {
  const question = sop.find((one) => `answers.${one.field}` === field);
  const slotId = asked?.kind === "sop" ? asked.slotId : null;
  return question ? { kind: "ask_question", question, because: "unfit", slotId } : null;
};

const planData = (briefing: Briefing, data: Data): ReplyPlan | null => {
  switch (data.action) {
    case "services":
      return { kind: "services", services: data.services };
    case "bookings":
      return { kind: "bookings", bookings: data.bookings };
    case "answers":
      return data.answers.length > 0
        ? { kind: "then_ask_again", first: { kind: "answers", answers: data.answers } }
        : { kind: "then_ask_again", first: { kind: "plain", say: "no_answer" } };
    case "providers":
      return { kind: "then_ask_again", first: { kind: "providers", providers: data.providers } };
    case "handed_over":
      return { kind: "plain", say: "handed_over" };
    case "waitlist_joined":
      return { kind: "waitlist_joined", serviceName: data.serviceName };
    case "availability":
      return {
        kind: "no_slots",
        serviceId: briefing.booking?.serviceId ?? "",
        wish: briefing.text.slice(0, 500),
        reason: data.reasons[0]?.code ?? null,
        nearest: distinct(data.slots.length > 0 ? data.slots : data.nearest).slice(0, 3),
      };
  }
};

const planRefusal = (
  briefing: Briefing,
  refusal: Refusal | ConfirmationNeeded,
  steps: readonly Step[],
): ReplyPlan | null => {
  if ("question" in refusal) {
    return { kind: "confirm", question: refusal.question, freed: freedIn(steps) };
  }
  switch (refusal.code) {
    case "no_slots":
    case "enough_slots_available": {
      const looked = steps.findLast(({ result }) => result.ok && result.action === "availability");
      if (looked?.result.ok && looked.result.action === "availability") {
        return planData(briefing, looked.result as Data);
      }
      const serviceId = briefing.booking?.serviceId ?? "";
      const wish = briefing.text.slice(0, 500);
      return {
        kind: "no_slots",
        serviceId,
        wish,
        reason: null,
        nearest: refusal.alternatives ?? [],
      };
    }
    case "participants_fit":
      return planParty(briefing, refusal);
    case "consultation_first":
      return planConsultation(briefing, refusal);
    case "past_date":
      return { kind: "plain", say: "past_time" };
    case "answer_unfit":
      return askFitting(briefing, refusal) ?? { kind: "refused", refusal };
    case "sop_fields_complete":
    case "sop_answers_accepted":
    case "service_confirmed":
      return nextQuestion(
        briefing,
        briefing.booking?.state === "SLOT_PROPOSED" ? "SLOT_CONFIRMED" : "SLOT_PROPOSED",
      );
    default:
      return { kind: "refused", refusal };
  }
};

/** The time that a move of this turn gave back. */
const freedIn = (steps: readonly Step[]): Receipt["freed"] =>
  steps.flatMap(({ result }) => (result.ok && "freed" in result ? [result.freed] : [])).at(-1);

/** Where one at a time is all there is, a yes to that is enough to go on. */
const planParty = ({ booking, services }: Briefing, refusal: Refusal): ReplyPlan => {
  const service = services.find(({ id }) => id === booking?.serviceId);
  return service?.participants.most === 1
    ? { kind: "ask_yes", text: refusal.suggestedReply, asked: { kind: "party", size: 1 } }
    : { kind: "refused", refusal };
};

const planConsultation = ({ booking, services }: Briefing, refusal: Refusal): ReplyPlan => {
  const wanted = services.find(({ id }) => id === booking?.serviceId);
  return wanted?.consultationId
    ? {
        kind: "ask_yes",
        text: refusal.suggestedReply,
        asked: { kind: "consult", serviceId: wanted.consultationId },
      }
    : { kind: "refused", refusal };
};

/** One of each time: who gives it matters only to a lead who asked for somebody. */
const distinct = (slots: readonly Slot[]): Slot[] =>
  [
    ...new Map(slots.toReversed().map((slot) => [slot.start.getTime(), slot])).values(),
  ].toReversed();
