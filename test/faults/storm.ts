import { execFile } from "node:child_process";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

import type { FakeProvider } from "../channels/describe-push-channel.ts";
import { type HttpAnswer, type HttpRequest, openHttpProvider } from "../channels/http-provider.ts";
import { seeded } from "../seeded.ts";
import { findDatabase } from "../server.ts";
import { type FaultHouse, openFaultHouse } from "./fault-house.ts";

const root = path.join(import.meta.dirname, "../..");
const ACCOUNT = "666";
const token = `${ACCOUNT}:${"a".repeat(35)}`;

type Provider = Pick<FakeProvider<HttpAnswer>, "url" | "requests">;

/** How often each webhook is delivered, and how many are on their way at once. */
const copies = 5;
const parallel = 50;

/** What dies in the middle of a round. */
export type Death = "server" | "database";

export interface Storm {
  readonly chats: number;
  /** One message of every chat a round. */
  readonly rounds: readonly (readonly Death[])[];
}

/** What came of a storm, counted in the database and at the provider. */
export interface StormCount {
  readonly deliveries: number;
  /** Attempts that were not acknowledged and were made again, as providers do. */
  readonly repeated: number;
  readonly messages: number;
  readonly stored: number;
  readonly replies: number;
  /** Chats whose transcript is not each message in order, each followed by one reply. */
  readonly outOfOrder: readonly string[];
  /** Replies the provider was sent, and those it was sent twice: of a send that died unrecorded. */
  readonly sent: number;
  readonly sentTwice: number;
  readonly undelivered: number;
  readonly deaths: number;
  readonly seconds: number;
}

const shuffled = <Item>(items: readonly Item[], random: () => number): Item[] =>
  items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);

const said = (round: number): string => `Em hỏi lần ${round + 1}: khám tổng quát giá bao nhiêu ạ?`;

export const updateOf = (chat: number, round: number, chats: number) => ({
  update_id: 1_000 + round * chats + chat,
  message: {
    message_id: round + 1,
    from: { id: 5_000 + chat, is_bot: false, first_name: "Lan", language_code: "vi" },
    chat: { id: 5_000 + chat, type: "private" },
    date: 1_770_256_800,
    text: said(round),
  },
});

/** Runs the real server through a storm of webhooks while it and its database die. */
export const runStorm = async ({ chats, rounds }: Storm, seed: number): Promise<StormCount> => {
  const random = seeded(seed);
  const provider = await openHttpProvider();
  provider.answer({
    status: 200,
    body: { ok: true, result: { message_id: 1, id: 666, username: "HoaMaiBot" } },
  });
  const env = { PUBLIC_URL: "https://book.example.com", WORKERS: "8" };
  const house = await openFaultHouse(env);
  const began = performance.now();
  try {
    const secret = await connectTelegram(house, provider, env);
    let repeated = 0;
    for (const [round, deaths] of rounds.entries()) {
      const updates = Array.from({ length: chats }, (_, chat) => updateOf(chat, round, chats));
      const bodies = shuffled(
        updates.flatMap((update) => Array.from({ length: copies }, () => JSON.stringify(update))),
        random,
      );
      const [counted] = await Promise.all([
        pushAll(house, bodies, secret),
        dieAmid(house, deaths, random),
      ]);
      repeated += counted;
      await untilAnswered(house, (round + 1) * chats);
    }
    return await count(house, provider, {
      ...{ chats, rounds, repeated, seconds: (performance.now() - began) / 1_000 },
    });
  } finally {
    await house.close();
    await provider.close();
  }
};

/** Connects the bot by the command, as anybody would; the secret Telegram would then send. */
export const connectTelegram = async (
  { dataDir }: Pick<FaultHouse, "dataDir">,
  provider: Provider,
  env: Readonly<Record<string, string>>,
): Promise<string> => {
  const args = ["add", "telegram", "--organization", "nha-khoa-hoa-mai", "--token", token];
  await promisify(execFile)(
    path.join(root, "node_modules/.bin/node"),
    ["src/main.ts", "channel", ...args, "--api-root", provider.url],
    { cwd: root, env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...env } },
  );
  const hook = requestsOf(provider, "setWebhook").at(-1)?.body as { secret_token: string };
  return hook.secret_token;
};

const requestsOf = ({ requests }: Provider, method: string): readonly HttpRequest[] =>
  (requests as HttpRequest[]).filter((request) => request.path.endsWith(`/${method}`));

/** Delivers them all, some at once, each until it is acknowledged; how many attempts that took more. */
const pushAll = async (
  house: FaultHouse,
  bodies: readonly string[],
  secret: string,
): Promise<number> => {
  const left = [...bodies];
  let repeated = 0;
  const sender = async (): Promise<void> => {
    for (let body = left.pop(); body !== undefined; body = left.pop()) {
      while (!(await isAcknowledged(house.server().url, body, secret))) {
        repeated += 1;
        await sleep(100);
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, sender));
  return repeated;
};

export const isAcknowledged = async (
  url: string,
  body: string,
  secret: string,
): Promise<boolean> => {
  try {
    const answer = await fetch(`${url}/webhooks/telegram/${ACCOUNT}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-telegram-bot-api-secret-token": secret,
      },
      body,
    });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    // Its server has died: it is delivered again.
    return false;
  }
};

/** Each death at its own moment of the round. */
const dieAmid = async (
  house: FaultHouse,
  deaths: readonly Death[],
  random: () => number,
): Promise<void> => {
  for (const death of deaths) {
    await sleep(100 + 900 * random());
    if (death === "server") await house.server().kill("SIGKILL");
    else process.kill((await findDatabase(house.dataDir)).pid, "SIGKILL");
  }
};

/** Until all that was said so far is answered and has left. */
const untilAnswered = async ({ db }: FaultHouse, messages: number): Promise<void> => {
  const late = Date.now() + 180_000;
  for (;;) {
    const left = await db
      .selectFrom("deliveries")
      .select(({ fn }) => fn.countAll<string>().as("sent"))
      .where("status", "=", "sent")
      .executeTakeFirstOrThrow()
      // The database may be coming back.
      .catch(() => ({ sent: "0" }));
    if (Number(left.sent) >= messages) return;
    if (Date.now() > late) throw new Error(`${left.sent} of ${messages} replies were sent`);
    await sleep(200);
  }
};

const count = async (
  { db }: FaultHouse,
  provider: Provider,
  {
    chats,
    rounds,
    repeated,
    seconds,
  }: Storm & { readonly repeated: number; readonly seconds: number },
): Promise<StormCount> => {
  const rows = await db
    .selectFrom("messages")
    .innerJoin("conversations", "conversations.id", "messages.conversation_id")
    .innerJoin("contact_points", "contact_points.id", "conversations.contact_point_id")
    .select(["address", "author", "text"])
    .where("contact_points.channel", "=", "telegram")
    .orderBy("address")
    .orderBy("messages.seq")
    .execute();
  const expected = rounds.flatMap((_, round) => [`lead ${said(round)}`, "ai"]).join("\n");
  const outOfOrder = [...Map.groupBy(rows, ({ address }) => address)]
    .filter(([, lines]) => expected !== lines.map(lineOf).join("\n"))
    .map(([address]) => address);
  const undelivered = await db
    .selectFrom("deliveries")
    .select("id")
    .where("status", "<>", "sent")
    .execute();
  const replies = rows.filter(({ author }) => author === "ai").length;
  const sent = requestsOf(provider, "sendMessage").length;
  return {
    deliveries: chats * rounds.length * copies,
    messages: chats * rounds.length,
    stored: rows.filter(({ author }) => author === "lead").length,
    ...{ repeated, replies, outOfOrder, sent, seconds },
    sentTwice: sent - replies,
    undelivered: undelivered.length,
    deaths: rounds.flat().length,
  };
};

const lineOf = ({ author, text }: { readonly author: string; readonly text: string }): string =>
  author === "lead" ? `lead ${text}` : author;
