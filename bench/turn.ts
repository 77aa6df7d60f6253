import { randomUUID } from "node:crypto";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "pg";
import { Registry } from "prom-client";

import { createAgent } from "#src/agent/graph.ts";
import { createEmbeddedModel } from "#src/agent/model/embedded/embedded.ts";
import { onlyPrompt } from "#src/agent/prompt-trial.ts";
import { loadPrompt } from "#src/agent/prompts.ts";
import { createBookings } from "#src/booking/bookings.ts";
import { loadTemplate } from "#src/catalog/load-template.ts";
import { readTemplate } from "#src/catalog/read-template.ts";
import { stopwatch, systemClock } from "#src/clock.ts";
import { type Checkpoints, openCheckpoints } from "#src/conversation/checkpoints.ts";
import { openConversation } from "#src/conversation/open-conversation.ts";
import { receive } from "#src/conversation/receive.ts";
import { type ConversationKey, type TurnDeps, takeTurn } from "#src/conversation/take-turn.ts";
import { deafChannel } from "#src/conversation/turn-channel.ts";
import { connect, type Db } from "#src/db/connect.ts";
import { migrateToLatest } from "#src/db/migrate.ts";
import { createEvents } from "#src/events.ts";
import { readChangeReason } from "#src/language/read-change-reason.ts";
import { createLog } from "#src/log.ts";
import { loadPhrasebook } from "#src/phrases/phrasebook.ts";
import { tools } from "../tools/index.ts";
import { quiet, withDatabase } from "./database/with-database.ts";
import type { BenchRow, BenchSection } from "./run.ts";

const root = path.join(import.meta.dirname, "..");
const earlierMessages = 50;
const people = 24;
const warmUp = 4;
const limits = { p50: 15, p95: 40 };

/** A booking and its end: an offer, a choice, a confirmation, the question before a cancellation. */
const lines = [
  "Tôi muốn khám tổng quát",
  "cái thứ hai",
  "Vâng, tôi xác nhận",
  "địa chỉ ở đâu vậy em?",
  "Tôi không cần appointment nữa",
  "vâng",
];

const openDeps = (db: Db, { saver: checkpoints }: Checkpoints): TurnDeps => {
  const phrases = loadPhrasebook(path.join(root, "prompts"));
  const promptOf = onlyPrompt(loadPrompt(path.join(root, "prompts/agent.md")));
  const base = {
    ...{ db, phrases, now: systemClock, newId: randomUUID },
    ...{ slotSecret: Buffer.alloc(32, 7), readReason: readChangeReason },
  };
  return {
    ...base,
    bookings: createBookings(base),
    agent: createAgent({
      model: createEmbeddedModel(),
      tools,
      phrases,
      promptOf,
      checkpoints,
      judge: null,
    }),
    events: createEvents(createLog("silent"), new Registry()),
    ...{ stopwatch, burstMs: 0, turnTimeoutMs: 20_000 },
    channel: deafChannel,
    recordsTurns: true,
    sleep: async (ms) => {
      await sleep(ms);
    },
  };
};

/** A conversation with a past of fifty messages. */
const enter = async (db: Db, organizationId: string): Promise<ConversationKey> => {
  const conversationId = randomUUID();
  await openConversation(
    db,
    { organizationId, conversationId, address: conversationId, language: "vi" },
    {
      ...{ channel: "web-chat", account: "site", now: systemClock(), newId: randomUUID },
      greet: () => Promise.resolve({ text: "Xin chào!", choices: [] }),
    },
  );
  const past = Array.from({ length: earlierMessages - 1 }, (_, index) => ({
    ...{ organization_id: organizationId, id: randomUUID(), conversation_id: conversationId },
    ...{ seq: index + 2, author: index % 2 === 0 ? ("lead" as const) : ("ai" as const) },
    ...{ text: "Phòng khám ở đâu vậy, và mấy giờ thì mở cửa ạ?", created_at: systemClock() },
  }));
  await db.insertInto("messages").values(past).execute();
  await db
    .updateTable("conversations")
    .set({ last_seq: earlierMessages, answered_seq: earlierMessages })
    .where("id", "=", conversationId)
    .execute();
  return { organizationId, conversationId };
};

/** A message in, its turn, its reply stored. */
const oneTurn = async (deps: TurnDeps, key: ConversationKey, text: string): Promise<void> => {
  const { organizationId, conversationId } = key;
  const message = { conversationId, deliveryId: randomUUID(), text, choiceId: null };
  await receive(deps.db, {
    ...{ organizationId, messageId: randomUUID(), now: deps.now() },
    message: { ...message, channelData: null },
  });
  await takeTurn(deps, key);
};

/** The least a turn stores: the message in one transaction, the reply in another. */
const bareTurn = async (pool: Pool, key: ConversationKey, text: string): Promise<void> => {
  const { organizationId, conversationId } = key;
  for (const author of ["lead", "ai"]) {
    const client = await pool.connect();
    try {
      await client.query("begin");
      const { rows } = await client.query(
        `update conversations set last_seq = last_seq + 1, answered_seq = last_seq + 1
         where organization_id = $1 and id = $2 returning last_seq`,
        [organizationId, conversationId],
      );
      await client.query(
        `insert into messages (organization_id, id, conversation_id, seq, author, text, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          ...[organizationId, randomUUID(), conversationId, rows[0].last_seq],
          ...[author, text, systemClock()],
        ],
      );
      await client.query("commit");
    } finally {
      client.release();
    }
  }
};

const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;

const timed = async (into: number[], work: () => Promise<void>): Promise<void> => {
  const began = performance.now();
  await work();
  into.push(performance.now() - began);
};

/** Fails when the conversation did not end as it should: a refusal must not pass for a fast turn. */
const checkEnd = async (db: Db, { conversationId }: ConversationKey): Promise<void> => {
  const { state } = await db
    .selectFrom("bookings")
    .select("state")
    .where("conversation_id", "=", conversationId)
    .executeTakeFirstOrThrow();
  if (state !== "CANCELLED") throw new Error(`the conversation ended in ${state}`);
};

const measure = async (db: Db, url: string): Promise<BenchRow[]> => {
  await migrateToLatest(db, quiet);
  const template = readTemplate(path.join(root, "templates/dental-clinic.yaml"));
  const organizationId = await loadTemplate(db, template, { now: systemClock() });
  const checkpoints = openCheckpoints({ url, log: quiet });
  const deps = openDeps(db, checkpoints);
  const pool = new Pool({ connectionString: url, max: 1 });
  const our: number[] = [];
  const least: number[] = [];
  try {
    for (let person = 0; person < warmUp + people; person += 1) {
      if (person === warmUp) our.length = least.length = 0;
      const key = await enter(db, organizationId);
      for (const line of lines) await timed(our, () => oneTurn(deps, key, line));
      await checkEnd(db, key);
      const other = await enter(db, organizationId);
      for (const line of lines) await timed(least, () => bareTurn(pool, other, line));
    }
  } finally {
    await pool.end();
    await checkpoints.close();
  }
  return (["p50", "p95"] as const).map((name) => {
    const part = Number(name.slice(1)) / 100;
    const [ms, floorMs] = [quantile(our, part), quantile(least, part)];
    const title = `one turn after ${earlierMessages} messages, embedded model, ${name}`;
    return { name: title, ms, floorMs, ratio: ms / floorMs, limit: limits[name] };
  });
};

/** A turn's own cost from the stored message to the stored reply, the embedded model's included. */
export const run = (): Promise<BenchSection> =>
  withDatabase(async (url) => {
    const db = connect({ url, max: 8, log: quiet });
    try {
      return { section: "turn", rows: await measure(db, url) };
    } finally {
      await db.destroy();
    }
  });
