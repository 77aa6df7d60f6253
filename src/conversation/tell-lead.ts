import { emptyFocus, Focus, remember } from "#src/agent/focus.ts";
import { renderPlan } from "#src/agent/replies/render-plan.ts";
import { type Rendered, voiceOf } from "#src/agent/replies/render-reply.ts";
import type { ReplyPlan } from "#src/agent/replies/reply-plan.ts";
import type { BookingDeps } from "#src/booking/booking-deps.ts";
import type { Tx } from "#src/db/connect.ts";
import { findConversationOfLead, lockForNotice } from "#src/db/queries/notices.ts";
import { lapseSuggestion } from "#src/db/queries/suggestions.ts";
import type { Conversation } from "#src/db/queries/turns.ts";
import { type Occasion, openFacts } from "./load-briefing.ts";
import { appendReply } from "./transcript.ts";

type NoticeDeps = Pick<BookingDeps, "phrases" | "now" | "newId">;

/** Whom the house speaks to of its own accord. */
export interface Addressee {
  readonly organizationId: string;
  readonly leadId: string;
  /** Where to say it; the conversation the lead used last when null or not theirs. */
  readonly conversationId: string | null;
  /** What for; absent: it tells of their own booking. */
  readonly purpose?: "reminders" | "marketing";
}

/** Why a lead is not told something. */
export type Unreachable = "no_conversation" | "opted_out" | "reminders_off" | "no_offers_wanted";

/** Null where there is a conversation and the lead has nothing against what it is for. */
const unreachable = (
  found: Awaited<ReturnType<typeof findConversationOfLead>>,
  { purpose }: Addressee,
): Unreachable | null => {
  if (!found) return "no_conversation";
  if (found.optedOut) return "opted_out";
  if (purpose === "reminders" && found.noReminders) return "reminders_off";
  return purpose === "marketing" && !found.wantsOffers ? "no_offers_wanted" : null;
};

export const whyNotTold = async (tx: Tx, to: Addressee): Promise<Unreachable | null> =>
  unreachable(await findConversationOfLead(tx, to), to);

/** Whether there is a conversation to tell this lead in and they did not ask not to be written to. */
export const canBeTold = async (tx: Tx, to: Addressee): Promise<boolean> =>
  (await whyNotTold(tx, to)) === null;

/**
 * Says something of a booking that nobody has asked for, in the transaction that made it true. While
 * the agent owns the conversation the question it ends with is open from then on: a later "yes", a
 * button or a number answers it. What the lead wrote before stays unanswered. The message's id; null,
 * and nothing is said, when there is no conversation or the lead does not want this.
 */
export const tellLead = async (
  tx: Tx,
  deps: NoticeDeps,
  to: Addressee,
  plan: ReplyPlan,
  bookingId: string,
): Promise<string | null> => {
  const found = await findConversationOfLead(tx, to);
  if (!found || unreachable(found, to) !== null) return null;
  const { organizationId } = to;
  const conversation = await lockForNotice(tx, organizationId, found.id);
  const { lead_id: leadId, language } = conversation;
  const of = { organizationId, leadId, language };
  const notice = await wordPlan(tx, deps, of, plan, bookingId);
  const byAgent = conversation.owner === "ai";
  const messageId = deps.newId();
  const seq = await appendReply(
    tx,
    { organizationId, conversationId: conversation.id },
    {
      author: byAgent ? "ai" : "system",
      ...{ text: notice.text, choices: notice.choices },
      ...(to.purpose && { purpose: to.purpose }),
      ...{ messageId, turnId: null, bookingId },
      afterSeq: null,
      answersUpTo: conversation.answered_seq,
      now: deps.now(),
    },
  );
  if (byAgent) await openQuestion(tx, conversation, { bookingId, notice, seq: seq ?? 0 });
  return messageId;
};

/**
 * Gives the lead's conversation to people, told or not; one they have already stays as it is. What the
 * agent was about to say there is not said any more.
 */
export const handToPeople = async (
  tx: Tx,
  to: Addressee,
  { reason, now }: { readonly reason: string; readonly now: Date },
): Promise<void> => {
  const found = await findConversationOfLead(tx, to);
  if (!found) return;
  const { organizationId } = to;
  const { owner } = await lockForNotice(tx, organizationId, found.id);
  if (owner !== "ai") return;
  await tx
    .updateTable("conversations")
    .set({ owner: "waiting", owner_reason: reason })
    .where("organization_id", "=", organizationId)
    .where("id", "=", found.id)
    .execute();
  await lapseSuggestion(tx, { organizationId, conversationId: found.id }, now);
};

/** In the words of the agent, from the facts as this transaction leaves them. */
export const wordPlan = async (
  tx: Tx,
  { phrases, now }: Pick<NoticeDeps, "phrases" | "now">,
  of: Omit<Occasion, "inbound">,
  plan: ReplyPlan,
  bookingId: string,
): Promise<Rendered> => {
  const readFacts = await openFacts({ db: tx, now, phrases }, { ...of, inbound: [] });
  return renderPlan(voiceOf(phrases, await readFacts({ ...emptyFocus, bookingId })), plan);
};

const openQuestion = async (
  tx: Tx,
  conversation: Conversation,
  {
    bookingId,
    notice,
    seq,
  }: { readonly bookingId: string; readonly notice: Rendered; readonly seq: number },
): Promise<void> => {
  const focus = Focus.parse(conversation.focus);
  const next: Focus = {
    ...focus,
    bookingId,
    asked: notice.asked,
    askedSeq: seq,
    shown: remember(focus.shown, [bookingId, ...shownBy(notice)]),
  };
  await tx
    .updateTable("conversations")
    .set({ focus: JSON.stringify(next) })
    .where("organization_id", "=", conversation.organization_id)
    .where("id", "=", conversation.id)
    .execute();
};

const shownBy = ({ asked }: Rendered): string[] => {
  switch (asked?.kind) {
    case "choose_slot":
      return asked.options.map(({ id }) => id);
    case "confirm_slot":
      return [asked.slotId];
    default:
      return [];
  }
};
