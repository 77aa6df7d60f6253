import { findContact } from "#src/language/find-contact.ts";
import type { Briefing } from "../../briefing.ts";
import type { Asked } from "../../focus.ts";
import type { ReplyPlan } from "../../replies/reply-plan.ts";
import type {
  ChatModel,
  ModelAnswer,
  ModelMessage,
  ModelRequest,
  ToolCall,
} from "../chat-model.ts";
import { askBefore, continueTurn } from "./continue-turn.ts";
import { decide } from "./decide.ts";

/** What the policy does next: one tool, one reply from the templates, or the outcome's own words. */
export type Act =
  | { readonly tool: string; readonly with: Readonly<Record<string, unknown>> }
  | { readonly say: ReplyPlan }
  | "say_outcome";

/**
 * The model that needs no key: a deterministic policy over the language reader and the tools. It
 * goes through the same graph, gate and claim check as any other, and is trusted no more.
 */
export const createEmbeddedModel = (): ChatModel => ({
  name: "embedded",
  respond: async ({ briefing, messages }: ModelRequest): Promise<ModelAnswer> => {
    const steps = messages.filter((message) => message.role === "tool");
    const told = messages.flatMap((message) => (message.role === "lead" ? [message.text] : []));
    const act = askFirst(briefing, nextAct(briefing, steps));
    return answer(noteContact(briefing, steps, act, told), steps.length);
  },
});

type ToolMessage = Extract<ModelMessage, { readonly role: "tool" }>;

const SAVE = "save_lead_details";

/** A time that was chosen waits for what must be answered before it is confirmed. */
const askFirst = (briefing: Briefing, act: Act): Act => {
  if (act === "say_outcome" || !("tool" in act) || act.tool !== "confirm_slot") return act;
  const { slotId } = act.with;
  return askBefore(briefing, "SLOT_CONFIRMED", typeof slotId === "string" ? slotId : null) ?? act;
};

/** What was noted on the side leads nowhere: the turn goes on from the step before. */
const nextAct = (briefing: Briefing, steps: readonly ToolMessage[]): Act => {
  const others = steps.filter(({ name }) => name !== SAVE);
  const first = others.length < steps.length ? decide(briefing) : null;
  const isAside =
    first !== null && !(first !== "say_outcome" && "tool" in first && first.tool === SAVE);
  const ledHere = isAside ? others : steps;
  const last = ledHere.at(-1);
  if (last) return continueTurn(briefing, last, ledHere);
  return first ?? decide(briefing);
};

/**
 * A number, an address or a name told beside a wish, now or before there was a booking to note it on,
 * is written down before the wish is followed; what is known already is not changed by the way.
 */
const noteContact = (
  { lead, booking, focus, organization: { country } }: Briefing,
  steps: readonly ToolMessage[],
  act: Act,
  told: readonly string[],
): Act => {
  if (act === "say_outcome" || booking === null || asksForContact(focus.asked)) return act;
  if (lead.phone !== null && lead.email !== null && lead.name !== null) return act;
  const { phone, email, name } = Object.assign(
    {},
    ...told.map((text) => findContact(text, { country })),
  );
  const unknown = {
    ...(phone && lead.phone === null && { phone }),
    ...(email && lead.email === null && { email }),
    ...(name && lead.name === null && { name }),
  };
  if (Object.keys(unknown).length === 0) return act;
  if ("tool" in act && act.tool === SAVE) return { ...act, with: { ...unknown, ...act.with } };
  return steps.some((step) => step.name === SAVE) ? act : { tool: SAVE, with: unknown };
};

/** Somebody else's number or address may be what was asked for. */
const asksForContact = (asked: Asked | null): boolean =>
  asked?.kind === "sop" && ["phone", "email"].includes(asked.answer);

const usage = { inputTokens: 0, outputTokens: 0 };

const answer = (act: Act, made: number): ModelAnswer => {
  if (act === "say_outcome") return { text: null, toolCalls: [], usage };
  if ("say" in act) return { text: null, plan: act.say, toolCalls: [], usage };
  const call: ToolCall = { id: `call_${made + 1}`, name: act.tool, arguments: act.with };
  return { text: null, toolCalls: [call], usage };
};
