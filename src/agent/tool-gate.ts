import type { Refusal } from "#src/domain/refusal.ts";
import type { Briefing } from "./briefing.ts";
import { findConsent } from "./consent.ts";
import type { ToolCall } from "./model/chat-model.ts";
import type { Step } from "./step.ts";
import type {
  AnyTool,
  ConfirmationNeeded,
  ConsentSubject,
  ToolContext,
  ToolResult,
} from "./tool.ts";

/** Most tool calls of one turn, and most repeats of one call: what loops is stopped here. */
export const maxCalls = 8;
const maxRepeats = 2;

export type Surroundings = Omit<ToolContext, "briefing" | "consent">;

/** A call the gate lets through, with what the lead has said yes to, if it needs one. */
interface Admitted {
  readonly ok: true;
  readonly subject: ConsentSubject | null;
  run(): Promise<ToolResult>;
}

/**
 * The one way a model acts: is the tool offered now, do the arguments parse, was every id shown to
 * this lead, did the lead say yes to exactly this? Then the tool may run; else a refusal goes back to
 * the model as data.
 */
export const admitCall = (
  tools: readonly AnyTool[],
  call: ToolCall,
  steps: readonly Step[],
  briefing: Briefing,
  surroundings: Surroundings,
): Admitted | Refusal | ConfirmationNeeded => {
  const { refuse } = surroundings;
  if (steps.length >= maxCalls || repeats(steps, call) >= maxRepeats) {
    return refuse("too_many_calls", "this turn has made its calls");
  }
  const tool = tools.find(({ name }) => name === call.name);
  if (!tool) return refuse("not_offered_now", `there is no tool ${call.name.slice(0, 60)}`);
  if (!tool.offered(briefing)) return refuse("not_offered_now", `${tool.name} makes no sense now`);
  const bound = tool.bind(call.arguments);
  if (!bound.ok) return refuse("invalid_input", bound.reason);
  const unknown = bound.ids.find((id) => !isShown(briefing, id));
  if (unknown !== undefined) return refuse("not_shown", "an id was never shown to this lead");
  const needed = bound.consent(briefing);
  const subject = needed === "none" ? null : needed;
  const consent = subject && findConsent(briefing, subject);
  if (subject && !consent) return askFirst(refuse, subject);
  return { ok: true, subject, run: () => bound.run({ ...surroundings, briefing, consent }) };
};

const repeats = (steps: readonly Step[], call: ToolCall): number => {
  const same = JSON.stringify([call.name, call.arguments]);
  return steps.filter(({ call: made }) => JSON.stringify([made.name, made.arguments]) === same)
    .length;
};

/** Catalog ids are public; slots and bookings must have been shown in this conversation. */
const isShown = (
  { focus, services, places, providers, upcoming, visits, offered, booking, series }: Briefing,
  id: string,
) =>
  [...services, ...places, ...providers, ...upcoming, ...visits, ...offered].some(
    (known) => known.id === id,
  ) ||
  booking?.id === id ||
  series?.id === id ||
  focus.shown.includes(id);

const askFirst = (
  refuse: (code: Refusal["code"], reason: string) => Refusal,
  question: ConfirmationNeeded["question"],
): ConfirmationNeeded => ({
  ...refuse("confirmation_needed", "the lead has not said yes to exactly this"),
  code: "confirmation_needed",
  question,
});
