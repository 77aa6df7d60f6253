import type {
  ChatModel,
  ModelAnswer,
  ModelRequest,
  ToolCall,
} from "#src/agent/model/chat-model.ts";
import { createEmbeddedModel } from "#src/agent/model/embedded/embedded.ts";
import type { Language } from "#src/domain/facts.ts";
import { type Dice, lie } from "./lies.ts";

/** Ids of other people and of nobody, for a model that tries them. */
export interface Loot {
  readonly ids: string[];
}

const usage = { inputTokens: 0, outputTokens: 0 };
const say = (text: string | null, toolCalls: readonly ToolCall[] = []): ModelAnswer => ({
  ...{ text, toolCalls, usage },
});

const foreign: Readonly<Record<Language, string>> = {
  vi: "Sure, I would love to help you with that. Which time would you like to have?",
  en: "Dạ em chào bạn ạ, bạn muốn đặt lịch vào ngày nào để em kiểm tra giờ trống ạ?",
};

/**
 * A model that is out to harm: it moves conversations on as a good one does, and in between claims
 * what is not so, makes up ids, times, prices and tools, reaches for other leads' bookings, answers
 * in the wrong language, falls silent, rambles, or calls tools without end. Seeded.
 */
export const createLyingModel = (dice: Dice, loot: Loot): ChatModel => {
  const honest = createEmbeddedModel();
  let count = 0;
  const call = (name: string, args: unknown): ToolCall => {
    count += 1;
    return { id: `lie_${count}`, name, arguments: args };
  };
  return {
    name: "liar",
    respond: async (request) => {
      const steps = request.messages.filter(({ role }) => role === "tool").length;
      const mischief = mischiefOf(dice, request, steps, loot);
      if (mischief && "calls" in mischief) {
        return say(
          null,
          mischief.calls.map(([name, args]) => call(name, args)),
        );
      }
      if (mischief) return say(mischief.words);
      const good = await honest.respond(request);
      if (good.toolCalls.length > 0) return good;
      // What was really done is told with something added that was not.
      return dice.next() < 0.7 ? say(liesOf(dice, request).join(dice.pick([" ", "\n"]))) : good;
    },
  };
};

const liesOf = (dice: Dice, { briefing }: ModelRequest): string[] =>
  Array.from({ length: 1 + dice.under(3) }, () => lie(dice, briefing.language));

type Mischief = { readonly calls: readonly Attack[] } | { readonly words: string | null };

/** What is done instead of what was asked: calls, words, silence; null: nothing of the kind. */
const mischiefOf = (
  dice: Dice,
  request: ModelRequest,
  steps: number,
  loot: Loot,
): Mischief | null => {
  const { briefing } = request;
  // Without a booking now and then there is nothing to add a lie to.
  const lets = briefing.focus.asked?.kind.startsWith("confirm") === true || steps > 0;
  const chance = lets ? 0.2 + 0.8 * dice.next() : dice.next();
  if (steps === 0 && chance < 0.18) return { calls: attacks(dice, request, loot) };
  if (chance < 0.25) return { words: dice.pick([null, "", "   ", "…"]) };
  if (chance < 0.27) return { words: `${lie(dice, briefing.language)} `.repeat(400) };
  if (chance < 0.3) return { words: foreign[briefing.language] };
  if (chance < 0.34) return { calls: [["find_bookings", {}]] };
  const instead = steps === 0 && !lets && chance < 0.42;
  return instead ? { words: liesOf(dice, request).join(" ") } : null;
};

type Attack = readonly [name: string, args: unknown];

/** Calls out of order, with what was never shown, or without the lead's yes. */
const attacks = (dice: Dice, { briefing }: ModelRequest, { ids }: Loot): readonly Attack[] => {
  const id = ids.length > 0 ? dice.pick(ids) : "made-up";
  const own = briefing.upcoming[0]?.id ?? briefing.booking?.id ?? id;
  const slotId = briefing.offered[0]?.id ?? id;
  const at = "2026-02-10T02:00:00Z";
  return dice.pick<readonly Attack[]>([
    [["confirm_slot", { slotId }]],
    [["confirm_slot", { slotId: id }]],
    [["confirm_slot", { slotId: `${slotId.slice(0, -3)}AAA` }]],
    [["cancel_booking", { bookingId: own, reason: "the lead said so" }]],
    [["cancel_booking", { bookingId: id, reason: "the lead said so" }]],
    [["reschedule_booking", { bookingId: id, reason: "the lead said so" }]],
    [
      ["create_booking", { date: "2026-02-10", time: "09:00" }],
      ["confirm_slot", { slotId }],
    ],
    [["propose_slots", { slotIds: [id], times: [{ from: at, to: at, exact: true }] }]],
    [["propose_slots", "{ not json"]],
    [["refund_everything", { amount: 1e9 }]],
    [["select_service", { serviceId: id }]],
    [["save_lead_details", { name: dice.pick(["booked", "đặt", "is", "o"]), leadId: id }]],
    Array.from({ length: 30 }, (): Attack => ["get_services", {}]),
    Array.from(
      { length: 12 },
      (_none, index): Attack => ["search_knowledge", { question: `giá ${index}` }],
    ),
  ]);
};
