import type { ChatModel } from "#src/agent/model/chat-model.ts";
import { openTalk, type Said } from "../../test/talk.ts";
import type { World, WorldLead } from "../../test/world-on.ts";
import { judgeTwice, readTruth } from "../judge/read-truth.ts";
import { nextMove } from "./lead-who-talks.ts";
import { type Dice, openDice } from "./lies.ts";
import { createLyingModel, type Loot } from "./lying-model.ts";
import { plantInjections, startInSomeState } from "./some-state.ts";

/** What came of many conversations with a model that lies. */
export interface LyingRun {
  readonly turns: number;
  /** One line each: what was untrue, and the words that were sent. */
  readonly untrue: readonly string[];
  /** Turns that ended in silence while the agent had the conversation. */
  readonly silent: readonly string[];
  /** Times the model was handed something of another lead. */
  readonly foreignReads: number;
}

interface Plan {
  readonly conversations: number;
  readonly turnsEach: number;
  readonly seed: number;
}

interface Running {
  readonly world: World;
  readonly dice: Dice;
  readonly loot: Loot;
  /** Everybody who has written so far. */
  readonly leads: WorldLead[];
  readonly found: {
    turns: number;
    readonly untrue: string[];
    readonly silent: string[];
    foreignReads: number;
  };
}

const phone = "+12125550177";
const channels = ["web-chat", "telegram", "whatsapp-cloud", "sms", "email"] as const;

/** Conversations on all channels, in both languages, that begin in all states a lead may be in. */
export const runLies = async (world: World, plan: Plan): Promise<LyingRun> => {
  const found = { turns: 0, untrue: [] as string[], silent: [] as string[], foreignReads: 0 };
  const running = { world, dice: openDice(plan.seed), loot: { ids: [] }, leads: [], found };
  await plantInjections(world);
  for (let number = 1; number <= plan.conversations; number += 1) {
    await converse(running, number, plan.turnsEach);
  }
  return found;
};

const converse = async (running: Running, number: number, turns: number): Promise<void> => {
  const { world, dice, loot, leads } = running;
  const language = dice.pick(["vi", "en"] as const);
  const lead = await world.lead(`Khách ${number}`, dice.pick(channels));
  leads.push(lead);
  // Some houses take no booking of somebody they cannot reach.
  await world.db.updateTable("leads").set({ phone }).where("id", "=", lead.id).execute();
  await startInSomeState(world, lead, dice);
  const talk = await openTalk(world, { model: watched(running, lead), lead });
  let last: Said = { text: "", choices: [] };
  for (let turn = 0; turn < turns; turn += 1) {
    const move = nextMove(dice, language, turn, last);
    if ("waitMinutes" in move) {
      world.clock.advance({ minutes: move.waitMinutes });
      continue;
    }
    last = "say" in move ? await talk.say(move.say) : await talk.press(move.press);
    await look(running, lead, "say" in move ? move.say : move.press, last);
  }
  loot.ids.push(...(await idsOf(world, lead)));
};

/** The lying model, with an eye on whether it is shown anything of somebody else. */
const watched = ({ dice, loot, leads, found }: Running, lead: WorldLead): ChatModel => {
  const liar = createLyingModel(dice, loot);
  return {
    name: liar.name,
    respond: (request) => {
      const seen = JSON.stringify([request.messages, request.system]);
      if (leads.some(({ id }) => id !== lead.id && seen.includes(id))) found.foreignReads += 1;
      return liar.respond(request);
    },
  };
};

const look = async (
  { world, found }: Running,
  lead: WorldLead,
  wrote: string,
  { text }: Said,
): Promise<void> => {
  found.turns += 1;
  const truth = await readTruth(world, lead, wrote);
  if (text.trim() === "") found.silent.push(wrote);
  const untrue = new Set(await judgeTwice(world, lead, text, truth));
  found.untrue.push(...[...untrue].map((one) => `${one} ← ${text} (after: ${wrote})`));
  if (truth.isWithHuman) await handBack(world, lead);
};

/** Sales have seen to it and give the conversation back, so that the model can lie on. */
const handBack = async (world: World, lead: WorldLead): Promise<void> => {
  await world.db
    .updateTable("conversations")
    .set({ owner: "ai", owner_reason: null })
    .where("id", "=", lead.conversationId)
    .execute();
};

const idsOf = async (world: World, lead: WorldLead): Promise<string[]> => {
  const bookings = await world.db
    .selectFrom("bookings")
    .select("id")
    .where("lead_id", "=", lead.id)
    .execute();
  const holds = await world.db
    .selectFrom("allocations")
    .select("slot_id")
    .where("lead_id", "=", lead.id)
    .execute();
  return [...bookings.map(({ id }) => id), ...holds.flatMap(({ slot_id }) => slot_id ?? [])];
};
