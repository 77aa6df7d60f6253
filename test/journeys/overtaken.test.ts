import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";

import { type ChatModel, ModelError, type ModelRequest } from "#src/agent/model/chat-model.ts";
import { createEmbeddedModel } from "#src/agent/model/embedded/embedded.ts";
import { receive } from "#src/conversation/receive.ts";
import { takeTurn } from "#src/conversation/take-turn.ts";
import { readMessages } from "#src/conversation/transcript.ts";
import { takeOver } from "#src/delivery/take-over.ts";
import { openTalk, type Talk } from "../talk.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Meddling = (request: ModelRequest) => Promise<void>;

/** The embedded model, with something that happens while it thinks. */
const meddledWith = (next: { meddle: Meddling | null }): ChatModel => {
  const model = createEmbeddedModel();
  return {
    name: model.name,
    respond: async (request) => {
      const { meddle } = next;
      next.meddle = null;
      await meddle?.(request);
      return model.respond(request);
    },
  };
};

/** Thinks until it is told not to. */
const untilAborted: Meddling = async ({ signal }) => {
  if (!signal.aborted) await once(signal, "abort");
  throw new ModelError("aborted", "the request was aborted");
};

const keyOf = ({ lead }: Talk) => ({
  organizationId: world.organization.id,
  conversationId: lead.conversationId,
});

const write = async (talk: Talk, text: string): Promise<void> => {
  const key = keyOf(talk);
  const messageId = talk.deps.newId();
  await receive(world.db, {
    organizationId: key.organizationId,
    message: {
      ...{ conversationId: key.conversationId, deliveryId: messageId, text },
      ...{ choiceId: null, channelData: null },
    },
    ...{ messageId, now: talk.deps.now() },
  });
};

/** Without the greeting. */
const transcript = async (talk: Talk) =>
  (await readMessages(world.db, keyOf(talk), { afterSeq: 1, limit: 100 })).map(
    ({ author, text }) => `${author}: ${text}`,
  );

const states = async ({ lead }: Talk) =>
  (
    await world.db.selectFrom("bookings").select("state").where("lead_id", "=", lead.id).execute()
  ).map(({ state }) => state);

test("a newer message ends a model's thinking, and one reply answers both", async () => {
  const next: { meddle: Meddling | null } = { meddle: null };
  const talk = await openTalk(world, { model: meddledWith(next) });
  next.meddle = async (request) => {
    await write(talk, "sáng mai nhé");
    await untilAborted(request);
  };
  const { text } = await talk.say("Em muốn trám răng");
  expect(text).toMatch(/:\d\d/u);
  const said = await transcript(talk);
  expect(said.filter((line) => line.startsWith("ai:"))).toHaveLength(1);
});

/** Up to the offer whose press books. */
const offered = async (talk: Talk) => {
  await talk.say("Em muốn trám răng sáng mai, em tên Lan, số 0912 345 678");
  const offer = await talk.say("giờ nào sớm nhất?");
  expect(await states(talk)).not.toContain("SLOT_CONFIRMED");
  const [choice] = offer.choices;
  if (!choice) throw new Error(`nothing is offered in ${offer.text}`);
  return () => talk.send(choice.label, choice.id);
};

test("a word that takes the yes back, while the model thinks of it, is heard before the deed", async () => {
  const next: { meddle: Meddling | null } = { meddle: null };
  const talk = await openTalk(world, { model: meddledWith(next) });
  const press = await offered(talk);
  next.meddle = () => write(talk, "khoan, thôi để em xem lại đã, đừng đặt nhé");
  await press();
  expect(await states(talk)).not.toContain("SLOT_CONFIRMED");
  expect((await transcript(talk)).at(-1)).toMatch(/^ai: /u);
});

test("without the second word the same press books", async () => {
  const talk = await openTalk(world, { model: meddledWith({ meddle: null }) });
  const press = await offered(talk);
  await press();
  expect(await states(talk)).toContain("SLOT_CONFIRMED");
});

test("a takeover ends a model's thinking, and nothing is said", async () => {
  const next: { meddle: Meddling | null } = { meddle: null };
  const talk = await openTalk(world, { model: meddledWith(next) });
  next.meddle = async (request) => {
    await takeOver({ db: world.db, now: world.clock.now }, keyOf(talk), "a person took over");
    await untilAborted(request);
  };
  await write(talk, "Em muốn trám răng");
  await takeTurn(talk.deps, keyOf(talk));
  expect((await transcript(talk)).filter((line) => line.startsWith("ai:"))).toEqual([]);
  const turns = await world.db
    .selectFrom("turns")
    .select("status")
    .where("conversation_id", "=", talk.lead.conversationId)
    .execute();
  expect(turns).toEqual([{ status: "silent" }]);
});
