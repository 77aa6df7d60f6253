import * as os from "node:os";

import type { ChatModel, TextModel } from "#src/agent/model/chat-model.ts";
import { createEmbeddedModel } from "#src/agent/model/embedded/embedded.ts";
import { createOpenAiModel } from "#src/agent/model/openai.ts";
import { connectablesOf } from "#src/delivery/connectables.ts";
import { openPushChannels } from "#src/delivery/push-channels.ts";
import type { Transcriber } from "#src/delivery/transcriber.ts";
import { createOpenAiTranscriber } from "#src/transcription/openai-transcriber.ts";
import { channels, pushChannels } from "../channels/index.ts";
import { tools } from "../tools/index.ts";
import { chatInTerminal } from "./chat-in-terminal.ts";
import { type Config, readConfig } from "./config.ts";
import { connectChannel } from "./connect-channel.ts";
import { makeApiKey } from "./make-api-key.ts";
import { introduceOwner, openOrganization, resetPassword } from "./own-house.ts";
import { releaseStartMemory, staySmall } from "./release-start-memory.ts";
import { runWhatsAppWeb } from "./run-whatsapp-web.ts";
import type { Running } from "./running.ts";
import { type Doors, startApi } from "./start-api.ts";
import { type House, loadDemo, startHouse } from "./start-house.ts";
import { startWork } from "./start-work.ts";

const neededMajor = 24;

/** A model of the endpoint that the settings name; null when they name none. */
const modelCalled = (config: Config, model: string): TextModel | null =>
  config.OPENAI_API_KEY || config.OPENAI_BASE_URL
    ? createOpenAiModel({
        apiKey: config.OPENAI_API_KEY ?? "",
        ...(config.OPENAI_BASE_URL && { baseUrl: config.OPENAI_BASE_URL }),
        model,
        timeoutMs: config.MODEL_TIMEOUT_MS,
        stallMs: config.MODEL_STALL_MS,
        maxRetries: 2,
      })
    : null;

/** A key or an endpoint chooses the model; without either the embedded one answers. */
const chooseModel = (config: Config): ChatModel =>
  modelCalled(config, config.MODEL ?? "gpt-4.1-mini") ?? createEmbeddedModel();

/** What turns can be replayed with besides: named models of the endpoint, and ours. */
const otherModels = (config: Config): readonly ChatModel[] => [
  ...config.REPLAY_MODELS.flatMap((name) => modelCalled(config, name) ?? []),
  createEmbeddedModel(),
];

const chooseJudge = (config: Config): TextModel | null =>
  config.CLAIM_JUDGE_MODEL === undefined ? null : modelCalled(config, config.CLAIM_JUDGE_MODEL);

const chooseTranscriber = (config: Config): Transcriber | null => {
  const { TRANSCRIBE_MODEL: model, TRANSCRIBE_BASE_URL, OPENAI_BASE_URL, OPENAI_API_KEY } = config;
  const baseUrl = TRANSCRIBE_BASE_URL ?? OPENAI_BASE_URL;
  return model === undefined
    ? null
    : createOpenAiTranscriber({
        ...{ apiKey: OPENAI_API_KEY ?? "", model },
        ...(baseUrl && { baseUrl }),
      });
};

const doors: Doors = { mounted: channels, push: openPushChannels(pushChannels) };

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Runs until SIGINT or SIGTERM, then closes everything in the order it was opened, backwards. */
const untilStopped = async (parts: readonly Running[]): Promise<void> => {
  releaseStartMemory();
  await new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  for (const part of parts.toReversed()) await part.close();
};

const serve = async (house: House, config: Config): Promise<void> => {
  const demos = config.DEMO ? await loadDemo(house.db) : [];
  const api = await startApi(house, config, doors);
  const work = await startWork(house, config, doors.push);
  const introduction = await introduceOwner(house, config);
  const pages = demos.map(
    ({ name, slug }) => [name, `${api.address}/?organization=${slug}`] as const,
  );
  const lines = [
    ...pages,
    ["Console", `${api.address}/console`] as const,
    ["API reference", `${api.address}/docs`] as const,
  ];
  const width = Math.max(...lines.map(([name]) => name.length)) + 2;
  say(`Slotwise is ready.

${lines.map(([name, address]) => `  ${name.padEnd(width)}${address}`).join("\n")}

${introduction.map((line) => `  ${line}\n\n`).join("")}  Press Ctrl+C to stop.`);
  staySmall();
  await untilStopped([house, work, api]);
};

const roles: Readonly<Record<string, (house: House, config: Config) => Promise<void>>> = {
  serve,
  api: async (house, config) => {
    const api = await startApi(house, config, doors);
    say(`Slotwise API is ready on ${api.address}`);
    for (const line of await introduceOwner(house, config)) say(line);
    await untilStopped([house, api]);
  },
  worker: async (house, config) => {
    // An answer can wait for a moment, whoever acknowledges a message beside it cannot.
    os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
    const work = await startWork(house, config, doors.push);
    say("Slotwise worker is ready");
    await untilStopped([house, work]);
  },
  migrate: async (house) => {
    say("The database is up to date.");
    await house.close();
  },
  seed: async (house) => {
    await loadDemo(house.db);
    say("The demo organizations are loaded.");
    await house.close();
  },
  chat: async (house) => {
    await loadDemo(house.db);
    await chatInTerminal(house, process.argv[3] ?? "nha-khoa-hoa-mai");
    await house.close();
  },
  channel: async (house, config) => {
    await loadDemo(house.db);
    const connectables = connectablesOf(doors.push, doors.mounted);
    say(await connectChannel(house, config, connectables, process.argv.slice(3)));
    await house.close();
  },
  "whatsapp-web": async (house, config) => {
    await loadDemo(house.db);
    const { startWhatsAppWeb } = await import("../channels/whatsapp-web/process/start.ts");
    const { findBrowser } = await import("../channels/whatsapp-web/process/open-client.ts");
    const how = { channels: doors.push, start: startWhatsAppWeb, findBrowser, say };
    const running = await runWhatsAppWeb(house, config, how, process.argv.slice(3));
    await untilStopped([house, running]);
  },
  owner: async (house, config) => {
    const args = process.argv.slice(3);
    const isNew = args.some((arg) => /^--new(=|$)/u.test(arg));
    say(await (isNew ? openOrganization(house, config, args) : resetPassword(house, args)));
    await house.close();
  },
  "api-key": async (house) => {
    await loadDemo(house.db);
    say(await makeApiKey(house, process.argv.slice(3)));
    await house.close();
  },
};

const main = async (): Promise<void> => {
  if (Number.parseInt(process.versions.node, 10) < neededMajor) {
    throw new Error(
      `Slotwise needs Node ${neededMajor}, this is ${process.versions.node}. Start it with npm (npm start): the right Node comes with npm ci.`,
    );
  }
  const role = roles[process.argv[2] ?? "serve"];
  if (!role) throw new Error(`Choose one of: ${Object.keys(roles).join(", ")}`);
  const config = readConfig();
  const house = await startHouse(config, {
    tools,
    model: chooseModel(config),
    otherModels: otherModels(config),
    judge: chooseJudge(config),
    channels: doors.push,
    transcribe: chooseTranscriber(config),
  });
  try {
    await role(house, config);
  } catch (error) {
    await house.close();
    throw error;
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  // Whatever part was up already would keep a half-started process alive.
  process.exit(1);
});
