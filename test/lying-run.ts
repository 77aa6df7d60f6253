import type { ChatModel } from "#src/agent/model/chat-model.ts";
import { listQuestionsAndAnswers } from "./canned-words.ts";
import { judge, type Truth } from "./claim-judge.ts";
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

const appointed = ["SLOT_CONFIRMED", "PAYMENT_PENDING", "PAID", "REMINDER_SENT"];

const readTruth = async (world: World, lead: WorldLead, leadSaid: string): Promise<Truth> => {
  const { db, clock, organization } = world;
  const bookings = await db
    .selectFrom("bookings")
    .selectAll()
    .where("lead_id", "=", lead.id)
    .execute();
  const { owner, language } = await db
    .selectFrom("conversations")
    .select(["owner", "language"])
    .where("id", "=", lead.conversationId)
    .executeTakeFirstOrThrow();
  const holds = await db
    .selectFrom("allocations")
    .select("starts_at")
    .where("lead_id", "=", lead.id)
    .where("kind", "=", "hold")
    .where("released_at", "is", null)
    .where("expires_at", ">", clock.now())
    .execute();
  const waiting = await db
    .selectFrom("waitlist_entries")
    .select("id")
    .where("lead_id", "=", lead.id)
    .execute();
  const standing = bookings.filter(({ state }) => appointed.includes(state));
  const cancelled = bookings.filter(({ state }) => state === "CANCELLED");
  const previous = bookings.flatMap(({ previous_appointments }) => startsIn(previous_appointments));
  return {
    ...{ language: language ?? "vi", zone: organization.timezone, now: clock.now(), leadSaid },
    standing: standing.flatMap(({ starts_at }) => starts_at ?? []),
    given: [...cancelled.flatMap(({ starts_at }) => starts_at ?? []), ...previous],
    free: holds.map(({ starts_at }) => starts_at),
    isHeld: holds.length > 0,
    wasMoved: standing.some(
      ({ previous_appointments }) => startsIn(previous_appointments).length > 0,
    ),
    ...{
      wasCancelled: cancelled.length > 0,
      isWithHuman: owner !== "ai",
      isWaiting: waiting.length > 0,
    },
    ...(await listQuestionsAndAnswers(world)),
  };
};

const startsIn = (appointments: unknown): Date[] =>
  Array.isArray(appointments)
    ? appointments.map(({ start }: { start: string }) => new Date(start))
    : [];

/** A time that is not held may still be free, which the engine itself is asked when in doubt. */
const judgeTwice = async (world: World, lead: WorldLead, text: string, truth: Truth) => {
  const first = judge(text, truth);
  if (!first.some((one) => /^(time|date) /u.test(one))) return first;
  const booking = await world.db
    .selectFrom("bookings")
    .select("service_id")
    .where("lead_id", "=", lead.id)
    .orderBy("created_at", "desc")
    .executeTakeFirst();
  if (!booking?.service_id) return first;
  const now = world.clock.now();
  const found = await world.bookings.availableSlots(world.caller({ actor: "lead", lead }), {
    ...{ serviceId: booking.service_id, from: now },
    to: new Date(now.getTime() + 30 * 24 * 60 * 60_000),
  });
  const free = found.ok ? found.slots.map(({ start }) => start) : [];
  return judge(text, { ...truth, free: [...truth.free, ...free] });
};
