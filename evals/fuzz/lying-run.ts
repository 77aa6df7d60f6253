import type { ChatModel } from "#src/agent/model/chat-model.ts";
import { judgeTwice, readTruth } from "../evals/judge/read-truth.ts";
import { nextMove } from "./lead-who-talks.ts";
import { openDice } from "./lies.ts";
import { createLyingModel, type Loot } from "./lying-model.ts";
import { openTalk, type Said } from "./talk.ts";
import type { World, WorldLead } from "./world.ts";

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

const phone = "+12125550177";

export const runLies = async (world: World, plan: Plan): Promise<LyingRun> => {
  const dice = openDice(plan.seed);
  const loot: Loot = { ids: [] };
  const leads: string[] = [];
  const run = { turns: 0, untrue: [] as string[], silent: [] as string[], foreignReads: 0 };
  for (let number = 0; number < plan.conversations; number += 1) {
    const language = dice.pick(["vi", "en"] as const);
    const lead = await world.lead(`Khách ${number + 1}`);
    leads.push(lead.id);
    // Some houses take no booking of somebody they cannot reach.
    await world.db.updateTable("leads").set({ phone }).where("id", "=", lead.id).execute();
    const liar = createLyingModel(dice, loot);
    const model: ChatModel = {
      name: liar.name,
      respond: (request) => {
        const seen = JSON.stringify([request.messages, request.system]);
        if (leads.some((id) => id !== lead.id && seen.includes(id))) run.foreignReads += 1;
        return liar.respond(request);
      },
    };
    const talk = await openTalk(world, { model, lead });
    let last: Said = { text: "", choices: [] };
    for (let turn = 0; turn < plan.turnsEach; turn += 1) {
      const move = nextMove(dice, language, turn, last);
      if ("waitMinutes" in move) {
        world.clock.advance({ minutes: move.waitMinutes });
        continue;
      }
      const wrote = "say" in move ? move.say : move.press;
      last = "say" in move ? await talk.say(move.say) : await talk.press(move.press);
      run.turns += 1;
      const truth = await readTruth(world, lead, wrote);
      if (last.text.trim() === "") run.silent.push(wrote);
      const found = await judgeTwice(world, lead, last.text, truth);
      run.untrue.push(
        ...[...new Set(found)].map((one) => `${one} ← ${last.text} (after: ${wrote})`),
      );
      if (truth.isWithHuman) await handBack(world, lead);
    }
    loot.ids.push(...(await idsOf(world, lead)));
  }
  return run;
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
