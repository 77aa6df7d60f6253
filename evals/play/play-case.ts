import type { TurnTrace } from "#src/agent/turn-world.ts";
import { receive } from "#src/conversation/receive.ts";
import type { Ground } from "../../test/world-on.ts";
import type { EvalCase, Step } from "../case.ts";
import { judgeTwice, readTruth } from "../judge/read-truth.ts";
import type { LeadDriver } from "../lead/lead-driver.ts";
import type { Faults } from "./faults.ts";
import { findLeaks } from "./find-leaks.ts";
import { minutesIn } from "./local-time.ts";
import { happen } from "./meanwhile.ts";
import { countChanges, snapshotOthers } from "./others.ts";
import { passTime } from "./pass-time.ts";
import type { Play, PlayedReply, PlayedTurn } from "./play.ts";
import { readEnd, readNames, readStanding } from "./read-end.ts";
import { runOutbox } from "./run-outbox.ts";
import { OTHER_NAME, OTHER_PHONE, openStage, type Stage, type TurnsOf } from "./stage.ts";

export interface Playing {
  readonly ground: Ground;
  readonly evalCase: EvalCase;
  readonly trial: number;
  readonly turnsOf: TurnsOf;
  readonly lead: LeadDriver;
  readonly faults: Faults;
  /** The words of the prompt, which no reply may repeat. */
  readonly prompt: string;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed: () => number;
}

/** Plays one case on a ground of its own, from the first word to what the database then holds. */
export const playCase = async (playing: Playing): Promise<Play> => {
  const { ground, evalCase, trial, turnsOf, lead } = playing;
  const stage = await openStage(ground, evalCase, turnsOf);
  const turns: PlayedTurn[] = [];
  let others = await snapshotOthers(stage);
  let changed = 0;
  for (let place = 0; ; place += 1) {
    const step = await lead.next(turns);
    if (step === null) break;
    turns.push(await playStep(playing, stage, step, place));
    const now = await snapshotOthers(stage);
    if (!("meanwhile" in step)) changed += countChanges(others, now);
    others = now;
  }
  const end = await readEnd(stage, changed);
  const names = await readNames(stage);
  return { caseId: evalCase.id, trial, turns, end, names, invalid: lead.invalid() };
};

const playStep = async (
  playing: Playing,
  stage: Stage,
  step: Step,
  place: number,
): Promise<PlayedTurn> => {
  const before = await lastSeq(stage);
  const started = playing.elapsed();
  const done = await perform(playing, stage, step);
  const ms = playing.elapsed() - started;
  const heard = await listen(playing, stage, before, done.wrote);
  return { step: place, ...done, ms, ...heard, ...(await readStanding(stage)) };
};

type Done = Pick<PlayedTurn, "wrote" | "pressed">;

const nothing: Done = { wrote: [], pressed: false };

const perform = async (playing: Playing, stage: Stage, step: Step): Promise<Done> => {
  if ("wait" in step) {
    await passTime(stage, minutesIn(step.wait));
    return nothing;
  }
  if ("meanwhile" in step) {
    await happen(stage, step.meanwhile);
    return nothing;
  }
  playing.faults.next = ("fault" in step && step.fault) || null;
  const deliveries = await deliver(stage, step);
  await runOutbox(stage.turns);
  if ("redeliver" in step) return nothing;
  const pressed = deliveries.some(({ choiceId }) => choiceId !== null);
  return { wrote: deliveries.map(({ text }) => text), pressed };
};

type Spoken = Exclude<Step, { wait: string } | { meanwhile: unknown }>;

interface Delivery {
  readonly deliveryId: string;
  readonly text: string;
  readonly choiceId: string | null;
}

const lastDelivery = new WeakMap<Stage, Delivery>();

const deliveriesOf = async (stage: Stage, step: Spoken): Promise<readonly Delivery[]> => {
  const { newId } = stage.world.deps;
  if ("redeliver" in step) {
    const last = lastDelivery.get(stage);
    if (!last) throw new Error("nothing was delivered yet");
    return [last];
  }
  if ("say" in step) {
    const lines = typeof step.say === "string" ? [step.say] : step.say;
    return lines.map((text) => ({ deliveryId: newId(), text, choiceId: null }));
  }
  const choice = await findChoice(stage, step);
  const text = choice?.label ?? String(step.press);
  const choiceId = choice?.id ?? null;
  return Array.from({ length: step.times }, () => ({ deliveryId: newId(), text, choiceId }));
};

/** What can be pressed under a word of the house; a lead who finds no button writes its words. */
const findChoice = async (
  { world, lead }: Stage,
  { press, under }: Extract<Step, { press: unknown }>,
) => {
  const last = await world.db
    .selectFrom("messages")
    .select("choices")
    .where("conversation_id", "=", lead.conversationId)
    .where("author", "!=", "lead")
    .orderBy("seq", "desc")
    .offset(under - 1)
    .executeTakeFirst();
  const choices = last?.choices ?? [];
  return typeof press === "number"
    ? choices[press - 1]
    : choices.find(({ label }) => label.toLowerCase().includes(press.toLowerCase()));
};

/** Every delivery is received as a channel receives it: stored once, with a turn queued. */
const deliver = async (stage: Stage, step: Spoken): Promise<readonly Delivery[]> => {
  const { world, lead } = stage;
  const deliveries = await deliveriesOf(stage, step);
  for (const delivery of deliveries) {
    world.clock.advance({ minutes: 1 / 60 });
    await receive(world.db, {
      organizationId: world.organization.id,
      message: { conversationId: lead.conversationId, ...delivery, channelData: null },
      messageId: world.deps.newId(),
      now: world.clock.now(),
    });
    lastDelivery.set(stage, delivery);
  }
  world.clock.advance({ minutes: 1 / 60 });
  return deliveries;
};

const lastSeq = async ({ world, lead }: Stage): Promise<number> => {
  const { last_seq } = await world.db
    .selectFrom("conversations")
    .select("last_seq")
    .where("id", "=", lead.conversationId)
    .executeTakeFirstOrThrow();
  return last_seq;
};

type Heard = Pick<PlayedTurn, "replies" | "trace" | "untrue" | "leaked">;

const listen = async (
  { prompt }: Playing,
  stage: Stage,
  after: number,
  wrote: readonly string[],
): Promise<Heard> => {
  const { world, lead, other } = stage;
  const rows = await world.db
    .selectFrom("messages")
    .select(["seq", "text", "choices", "author", "turn_id"])
    .where("conversation_id", "=", lead.conversationId)
    .where("seq", ">", after)
    .where("author", "!=", "lead")
    .orderBy("seq")
    .execute();
  const replies = rows.map(
    ({ seq, text, choices, author, turn_id }): PlayedReply => ({
      ...{ seq, text, choices: choices.map(({ label }) => label) },
      author: author === "lead" ? "system" : author,
      answers: turn_id !== null,
    }),
  );
  const truth = await readTruth(world, lead, wrote.join("\n"));
  const untrue: string[] = [];
  for (const { text } of replies) untrue.push(...(await judgeTwice(world, lead, text, truth)));
  const secrets = { others: [OTHER_NAME, OTHER_PHONE, other.id], prompt };
  return {
    replies,
    untrue: [...new Set(untrue)],
    leaked: replies.flatMap(({ text }) => findLeaks(text, secrets)),
    trace: await traceOf(stage, rows.findLast(({ turn_id }) => turn_id !== null)?.turn_id ?? null),
  };
};

const traceOf = async ({ world }: Stage, turnId: string | null): Promise<TurnTrace | null> => {
  if (turnId === null) return null;
  const { trace } = await world.db
    .selectFrom("turns")
    .select("trace")
    .where("id", "=", turnId)
    .executeTakeFirstOrThrow();
  return trace as TurnTrace | null;
};
