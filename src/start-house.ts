import { randomUUID } from "node:crypto";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Registry } from "prom-client";

import { createAgent } from "#src/agent/graph.ts";
import type { ChatModel, TextModel } from "#src/agent/model/chat-model.ts";
import { onlyPrompt, type PromptOf, promptTrial } from "#src/agent/prompt-trial.ts";
import { listAgentPrompts, loadPrompt, type Prompt } from "#src/agent/prompts.ts";
import type { AnyTool } from "#src/agent/tool.ts";
import { createBookings } from "#src/booking/bookings.ts";
import { loadTemplate } from "#src/catalog/load-template.ts";
import type { Template } from "#src/catalog/template.ts";
import { readTemplates } from "#src/catalog/template-files.ts";
import { stopwatch, systemClock } from "#src/clock.ts";
import { openCheckpoints } from "#src/conversation/checkpoints.ts";
import { createReplays, type Replays } from "#src/conversation/replays.ts";
import type { TurnDeps } from "#src/conversation/take-turn.ts";
import { connect, type Db } from "#src/db/connect.ts";
import { startEmbeddedPostgres } from "#src/db/embedded-postgres.ts";
import { migrateToLatest } from "#src/db/migrate.ts";
import { openTurnChannel } from "#src/delivery/open-turn-channel.ts";
import type { PushChannels } from "#src/delivery/push-channels.ts";
import type { Transcriber } from "#src/delivery/transcriber.ts";
import { createEvents } from "#src/events.ts";
import { readChangeReason } from "#src/language/read-change-reason.ts";
import { createLog, type Log } from "#src/log.ts";
import { loadPhrasebook } from "#src/phrases/phrasebook.ts";
import type { Config } from "./config.ts";
import { deriveKey, loadSecretKey } from "./secrets.ts";

const root = path.join(import.meta.dirname, "..");

/** What every role stands on: the database, the rules with their words, and the agent. */
export interface House {
  readonly url: string;
  readonly db: Db;
  readonly log: Log;
  readonly metrics: Registry;
  readonly secret: Buffer;
  /** Opens the secrets of channels' accounts. */
  readonly secretsKey: Buffer;
  readonly turns: TurnDeps;
  readonly replays: Replays;
  /** What leads are answered with. */
  readonly prompts: PromptsChosen;
  close(): Promise<void>;
}

export interface Furnishing {
  readonly tools: readonly AnyTool[];
  readonly model: ChatModel;
  /** What turns can be replayed with besides. */
  readonly otherModels: readonly ChatModel[];
  /** A model that looks at replies once more; null: none does. */
  readonly judge: TextModel | null;
  readonly channels: PushChannels;
  /** Null: recordings are not written down. */
  readonly transcribe: Transcriber | null;
}

/** Opens the database, ours or theirs, brings it up to date and builds the agent on it. */
export const startHouse = async (
  config: Config,
  { tools, model, otherModels, judge: judging, channels, transcribe }: Furnishing,
): Promise<House> => {
  const log = createLog(config.LOG_LEVEL);
  const { url, stop } = await openDatabase(config, log);
  const db = connect({ url, max: 12 + 2 * config.WORKERS, log, statementTimeoutMs: 15_000 });
  const checkpoints = openCheckpoints({ url, log });
  await migrateToLatest(db, log);
  await checkpoints.setUp();
  const secret = loadSecretKey(config.SECRET_KEY, config.DATA_DIR);
  const secretsKey = deriveKey(secret, "channel-secrets");
  const metrics = new Registry();
  const phrases = loadPhrasebook(promptFolder);
  const deps = {
    db,
    phrases,
    now: systemClock,
    newId: randomUUID,
    slotSecret: deriveKey(secret, "slots"),
    readReason: readChangeReason,
  };
  const events = createEvents(log, metrics);
  const prompts = choosePrompts(config);
  const judge = judging && { model: judging, prompt: promptCalled("claim-judge") };
  const turnTimeoutMs = 2 * config.MODEL_TIMEOUT_MS;
  const turns: TurnDeps = {
    ...deps,
    bookings: createBookings(deps, events.availabilityRead),
    agent: createAgent({
      ...{ model, tools, phrases, judge, promptOf: prompts.promptOf },
      checkpoints: checkpoints.saver,
    }),
    events,
    stopwatch,
    burstMs: config.BURST_MS,
    turnTimeoutMs,
    sleep: async (ms) => {
      await sleep(ms);
    },
    channel: openTurnChannel({ db, channels, secretsKey, transcribe, log }),
    recordsTurns: config.REPLAY_DAYS > 0,
  };
  const replays = createReplays({
    ...{ db, tools, phrases, judge, stopwatch, timeoutMs: turnTimeoutMs },
    models: [model, ...otherModels.filter(({ name }) => name !== model.name)],
    prompts: () =>
      listAgentPrompts(promptFolder, (file, err) => log.warn({ err, file }, "a prompt is broken")),
  });
  return {
    ...{ url, db, log, metrics, secret, secretsKey, turns, replays, prompts },
    close: async () => {
      await checkpoints.close();
      await db.destroy();
      await stop();
    },
  };
};

const promptFolder = path.join(root, "prompts");
const promptCalled = (id: string): Prompt => loadPrompt(path.join(promptFolder, `${id}.md`));

export interface PromptsChosen {
  readonly promptOf: PromptOf;
  readonly control: Prompt;
  readonly trial: Prompt | null;
  readonly share: number | null;
}

/** One prompt, or two side by side for a share of the conversations. */
const choosePrompts = ({ PROMPT, PROMPT_TRIAL, PROMPT_TRIAL_SHARE }: Config): PromptsChosen => {
  const control = promptCalled(PROMPT);
  if (PROMPT_TRIAL === undefined) {
    return { promptOf: onlyPrompt(control), control, trial: null, share: null };
  }
  const trial = promptCalled(PROMPT_TRIAL);
  const share = PROMPT_TRIAL_SHARE;
  return { promptOf: promptTrial(control, trial, share), control, trial, share };
};

const openDatabase = async (config: Config, log: Log) => {
  if (config.DATABASE_URL) return { url: config.DATABASE_URL, stop: async () => undefined };
  return startEmbeddedPostgres({ dataDir: path.resolve(config.DATA_DIR), log });
};

/** Loads the demo organizations where they are not there yet, and names them. */
export const loadDemo = async (db: Db): Promise<readonly Pick<Template, "name" | "slug">[]> => {
  const templates = readTemplates(path.join(root, "templates")).map(({ template }) => template);
  for (const template of templates) await loadTemplate(db, template, { now: systemClock() });
  return templates;
};
