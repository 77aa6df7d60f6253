import type { Refusal } from "#src/domain/refusal.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { AskedBefore } from "#src/domain/sop/sop.ts";
import { blankContact } from "#src/language/find-contact.ts";
import { matchByName } from "#src/language/match-by-name.ts";
import type { Briefing } from "../../briefing.ts";
import { askFitting, askOpen } from "../../replies/plan-outcome.ts";
import type { ToolResult } from "../../tool.ts";
import type { ModelMessage } from "../chat-model.ts";
import type { Act } from "./embedded.ts";
import { askDoubtfulTime, proposeWished, selectService, timesInMind } from "./wanted.ts";

type ToolMessage = Extract<ModelMessage, { role: "tool" }>;

/** The move after a tool: go on towards an appointment, or say what came of it. */
export const continueTurn = (
  briefing: Briefing,
  { name, result }: ToolMessage,
  steps: readonly ToolMessage[],
): Act => {
  const outcome = result as ToolResult;
  if (!outcome.ok) return afterRefusal(briefing, name, outcome, steps);
  switch (name) {
    case "save_lead_details":
      return afterSaving(briefing);
    case "select_service":
      return towardsProposal(briefing);
    case "propose_slots":
      return "offered" in outcome
        ? afterProposal(briefing, outcome.offered ?? [], steps)
        : "say_outcome";
    case "reschedule_booking":
      return "offered" in outcome
        ? (takeWished(briefing, outcome.offered ?? []) ?? "say_outcome")
        : "say_outcome";
    case "search_knowledge":
      return "answers" in outcome && outcome.answers.length === 0
        ? withoutAnswer(briefing)
        : "say_outcome";
    default:
      return "say_outcome";
  }
};

/** The business has no answer, but the question may name a service: then that is what is wanted. */
const withoutAnswer = (briefing: Briefing): Act => {
  const { booking, services, text, organization } = briefing;
  const named = matchByName(blankContact(text, organization.country), services);
  const isNew = named && "id" in named && named.id !== booking?.serviceId;
  return isNew ? selectService(briefing, named.id) : notUnderstood(briefing);
};

/** Twice in a row not understood: a person takes over. */
const notUnderstood = ({ focus, text }: Briefing): Act =>
  focus.unclear >= 1
    ? { tool: "hand_to_human", with: { reason: `not understood: ${text.slice(0, 200)}` } }
    : { say: { kind: "plain", say: "unclear" } };

/** A chosen time that waited for an answer goes on; another question in the way is asked first. */
const afterSaving = (briefing: Briefing): Act => {
  const { asked } = briefing.focus;
  if (asked?.kind === "confirm_slot") {
    return { say: { kind: "then_ask_again", first: { kind: "plain", say: "details_saved" } } };
  }
  return asked?.kind === "sop" && asked.slotId !== null
    ? { tool: "confirm_slot", with: { slotId: asked.slotId } }
    : towardsProposal(briefing);
};

/** What the booking needs next: an answer, or times. */
export const towardsProposal = (briefing: Briefing): Act => {
  const { booking } = briefing;
  const waits = booking?.state === "SERVICE_SELECTED" || booking?.state === "SLOT_PROPOSED";
  if (!waits) return { say: { kind: "plain", say: "details_saved" } };
  const doubt = askDoubtfulTime(briefing);
  if (doubt) return doubt;
  return askBefore(briefing, "SLOT_PROPOSED") ?? proposeWished(briefing);
};

/** What stands in the way of a move is asked, or left to a person where the house says so. */
export const askBefore = (
  briefing: Briefing,
  before: AskedBefore,
  slotId?: string | null,
): Act | null => {
  const plan = askOpen(briefing, before, slotId);
  return plan?.question.refused?.next === "hand_over"
    ? { tool: "hand_to_human", with: { reason: `the answer to ${plan.question.field}` } }
    : plan && { say: plan };
};

/** The times asked for to the minute. */
const exactTimes = (briefing: Briefing): number[] =>
  timesInMind(briefing)
    .filter(({ exact }) => exact)
    .map(({ from }) => Date.parse(from));

const afterProposal = (
  briefing: Briefing,
  offered: readonly Slot[],
  steps: readonly ToolMessage[],
): Act => {
  const [first = 0] = exactTimes(briefing);
  const otherwise = first > 0 && !wasLost(steps) ? askWhy(first) : "say_outcome";
  return takeWished(briefing, offered) ?? otherwise;
};

/** Exactly the time that was asked for is free: only the yes is missing. */
const takeWished = (briefing: Briefing, offered: readonly Slot[]): Act | null => {
  const named = exactTimes(briefing);
  const wished = offered.find(({ start }) => named.includes(start.getTime()));
  const [first = 0] = named;
  if (!wished) return null;
  const isSoon = first - briefing.now.getTime() < soon;
  if (!isSoon && isWeeksAfter(wished.start.getTime(), first)) {
    const { id } = briefing.booking ?? { id: "" };
    return { say: { kind: "offer", bookingId: id, slots: offered, because: "wish_missed" } };
  }
  return { tool: "confirm_slot", with: { slotId: wished.id } };
};

/** What is offered instead of a slot that was lost needs no other reason. */
const wasLost = (steps: readonly ToolMessage[]): boolean =>
  steps.some(({ name }) => name === "confirm_slot");

/** The time is not to be had: the lead is told why. */
const askWhy = (at: number): Act => {
  const range = { from: new Date(at).toISOString(), to: new Date(at + 60_000).toISOString() };
  return { tool: "check_availability", with: range };
};

const hour = 60 * 60_000;
const week = 7 * 24 * hour;
/** Nearer than this a weekday may well mean next week's. */
const soon = 4 * hour;

/** "Sunday at nine" taken this week is not quietly next week's; a clock change may lie between. */
const isWeeksAfter = (at: number, first: number): boolean =>
  at - first >= week - hour && Math.abs(((at - first + week / 2) % week) - week / 2) <= hour;

/** What was only held too short may still be free. */
const proposeInstead = (briefing: Briefing, { code }: Refusal): Act => {
  const { asked } = briefing.focus;
  return code === "hold_expired" && asked?.kind === "confirm_slot"
    ? proposeWished(briefing, { slotIds: [asked.slotId] })
    : proposeWished(briefing);
};

/** A slot that cannot be had any more is answered with others. */
const lost: readonly Refusal["code"][] = [
  "slot_taken",
  "hold_expired",
  "unknown_slot",
  "not_in_past",
  "min_notice",
];

/** What is expected is said once; whoever is not understood then is helped by a person. */
const afterUnfit = (briefing: Briefing, refusal: Refusal): Act => {
  const plan = askFitting(briefing, refusal);
  if (!plan) return "say_outcome";
  return briefing.focus.unclear >= 1 ? notUnderstood(briefing) : { say: plan };
};

const afterRefusal = (
  briefing: Briefing,
  name: string,
  refusal: Refusal,
  steps: readonly ToolMessage[],
): Act => {
  const tried = (tool: string) => steps.filter((step) => step.name === tool).length;
  if (name === "confirm_slot" && lost.includes(refusal.code)) {
    return tried("propose_slots") === 0 ? proposeInstead(briefing, refusal) : "say_outcome";
  }
  if (refusal.code === "answer_unfit") return afterUnfit(briefing, refusal);
  if (refusal.code === "contact_known") return { say: { kind: "plain", say: "ask_contact" } };
  const full = refusal.code === "no_slots" || refusal.code === "enough_slots_available";
  const { providerId, locationId, traits, times } = briefing.focus.wish;
  const isPicky = [providerId, locationId, traits].some((wish) => wish !== null);
  if (full && isPicky && tried("propose_slots") === 1) {
    return proposeWished(briefing, { anybody: true });
  }
  const [wish] = times;
  if (full && wish && tried("check_availability") === 0) {
    return { tool: "check_availability", with: { from: wish.from, to: wish.to } };
  }
  return "say_outcome";
};
