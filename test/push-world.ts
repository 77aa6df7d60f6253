import { setTimeout } from "node:timers/promises";
import { pino } from "pino";
import { Registry } from "prom-client";
import { greetWith } from "#src/conversation/greet.ts";
import type {
  InboundDelivery,
  InboundEvent,
  OutboundPart,
  PushChannel,
  SendResult,
} from "#src/conversation/push-channel.ts";
import { takeTurn } from "#src/conversation/take-turn.ts";
import type { Db } from "#src/db/connect.ts";
import { saveAccount } from "#src/delivery/accounts.ts";
import { type DeliverDeps, deliver } from "#src/delivery/deliver.ts";
import { type Inbound, openInbound } from "#src/delivery/inbound.ts";
import { type LateEvents, openLateEvents } from "#src/delivery/late-events.ts";
import { openTurnChannel } from "#src/delivery/open-turn-channel.ts";
import { openPushChannels } from "#src/delivery/push-channels.ts";
import type { Transcriber } from "#src/delivery/transcriber.ts";
import { createEvents } from "#src/events.ts";
import { turnDepsOf } from "./talk.ts";
import { openWorld, type World } from "./world.ts";

/** The clinic with a connected account of a channel whose provider a test holds in hand. */
export interface PushWorld {
  readonly world: World;
  readonly db: Db;
  readonly inbound: Inbound;
  readonly sent: OutboundPart[];
  /** What the provider answers next; when nothing is left it takes the message. */
  readonly answers: SendResult[];
  readonly deps: DeliverDeps;
  /** When chats want to be looked at again. */
  readonly wakes: Date[];
  /** What sending has logged, one JSON object a line. */
  readonly logged: readonly string[];
  /** A person writes. */
  receive(delivery: Partial<InboundDelivery>): Promise<void>;
  /** The provider tells of something. */
  tell(event: InboundEvent): Promise<void>;
  readonly late: LateEvents;
  /** Answers what waits, then sends what is due. */
  work(): Promise<void>;
  /** Sends what is due. */
  send(): Promise<void>;
  deliveries(): ReturnType<typeof readDeliveries>;
  close(): Promise<void>;
}

const ACCOUNT = "fake-1";
const secretsKey = Buffer.alloc(32, 9);

export const openPushWorld = async (
  limits: Partial<PushChannel["limits"]> = {},
  extra: Partial<PushChannel> = {},
  transcribe: Transcriber | null = null,
  open: () => Promise<World> = openWorld,
): Promise<PushWorld> => {
  const world = await open();
  const sent: OutboundPart[] = [];
  const answers: SendResult[] = [];
  const wakes: Date[] = [];
  const logged: string[] = [];
  const channel = { ...fakeChannel(sent, answers, limits), ...extra };
  const channels = openPushChannels([{ name: channel.name, load: async () => channel }]);
  const organizationId = world.organization.id;
  const connected = { organizationId, channel: channel.name, account: ACCOUNT };
  const { db } = world;
  await saveAccount(db, secretsKey, { ...connected, settings: {}, secrets: {} }, world.clock.now());
  const log = { info: () => undefined, warn: () => undefined };
  const turns = {
    ...turnDepsOf(world),
    channel: openTurnChannel({ db, channels, secretsKey, transcribe, log }),
  };
  const greet = greetWith(db, world.phrases);
  const events = createEvents(
    pino({ level: "info", base: null }, { write: (line: string) => logged.push(line) }),
    new Registry(),
  );
  const late = openLateEvents({ ...world.deps, channels, greet, events });
  const inbound = openInbound({ ...world.deps, channels, secretsKey, greet, late, log });
  const deps: DeliverDeps = {
    ...{ ...world.deps, channels, secretsKey, sendTimeoutMs: 1_000, random: () => 1 },
    ...{ events, late, enclose: async () => ({ files: [], note: null }) },
    sleep: async (ms) => world.clock.advance({ minutes: ms / 60_000 }),
    wakeAt: async (_key, at) => void wakes.push(at),
  };
  const talks = () => db.selectFrom("conversations").select(["organization_id", "id"]).execute();
  const each = async (work: (key: Parameters<typeof deliver>[1]) => Promise<void>) => {
    for (const talk of await talks()) {
      await work({ organizationId: talk.organization_id, conversationId: talk.id });
    }
  };
  const send = () => each((key) => deliver(deps, key));
  let count = 0;
  const tell = async (event: InboundEvent): Promise<void> => {
    const request = { headers: {}, url: "", body: Buffer.from(JSON.stringify(event)) };
    await inbound.accept(channel.name, ACCOUNT, request);
  };
  return {
    ...{ world, db, inbound, sent, answers, deps, wakes, logged, send, late, tell },
    receive: (delivery) => {
      count += 1;
      return tell({ ...nothing, deliveryId: `d${count}`, ...delivery });
    },
    work: async () => {
      await each((key) => takeTurn(turns, key));
      await send();
    },
    deliveries: () => readDeliveries(db),
    close: () => world.close(),
  };
};

const nothing: Omit<InboundDelivery, "deliveryId"> = {
  ...{ address: "chat-1", displayName: "Lan", language: null, kind: "text", text: "" },
  ...{ choiceRef: null, acknowledgement: null },
};

const fakeChannel = (
  sent: OutboundPart[],
  answers: SendResult[],
  limits: Partial<PushChannel["limits"]>,
): PushChannel => ({
  name: "fake",
  limits: {
    ...{ textChars: 2_000, choices: 20, choiceChars: 60, perSecond: 30, chatIntervalMs: 1_000 },
    ...limits,
  },
  verify: () => true,
  parse: (body) => [body as InboundEvent],
  send: async (part) => {
    const answer = answers.shift() ?? { ok: true, providerId: `p${sent.length + 1}` };
    // On its way for a moment, as with any provider.
    await setTimeout(15);
    if (answer.ok) sent.push(part);
    return answer;
  },
  connect: () => Promise.reject(new Error("the fake is connected already")),
});

const readDeliveries = (db: Db) =>
  db
    .selectFrom("deliveries")
    .select(["id", "status", "attempts", "error_code", "provider_ids", "next_at"])
    .orderBy("created_at")
    .orderBy("seq")
    .execute();
