import { afterAll, beforeAll, expect, test } from "vitest";

import { saveAccount } from "#src/delivery/accounts.ts";
import { openWorld, type World, type WorldLead } from "../../test/world.ts";
import { appendReply } from "./transcript.ts";

let world: World;
let connected: WorldLead;
let onWeb: WorldLead;
beforeAll(async () => {
  world = await openWorld();
  const organizationId = world.organization.id;
  await saveAccount(
    world.db,
    Buffer.alloc(32, 1),
    { organizationId, channel: "telegram", account: "site", settings: {}, secrets: {} },
    world.clock.now(),
  );
  connected = await world.lead("Chị Lan", "telegram");
  onWeb = await world.lead("Anh Minh");
});
afterAll(() => world.close());

const say = (lead: WorldLead, messageId: string, fail = false) =>
  world.db.transaction().execute(async (tx) => {
    const key = { organizationId: world.organization.id, conversationId: lead.conversationId };
    const reply = { author: "ai", text: "Dạ", choices: [], turnId: null, afterSeq: null } as const;
    await appendReply(tx, key, { ...reply, messageId, now: world.clock.now() });
    if (fail) throw new Error("no");
  });

const deliveriesOf = (messageId: string) =>
  world.db.selectFrom("deliveries").selectAll().where("message_id", "=", messageId).execute();

const workFor = ({ conversationId }: WorldLead) =>
  world.db
    .selectFrom("outbox")
    .select("topic")
    .where("topic", "=", "deliver")
    .where((query) =>
      query.eb(query.ref("payload", "->>").key("conversationId"), "=", conversationId),
    )
    .execute();

test("a message of a connected account is queued with it, or neither is", async () => {
  const before = (await workFor(connected)).length;
  const id = world.deps.newId();
  await expect(say(connected, id, true)).rejects.toThrow("no");
  expect(await deliveriesOf(id)).toEqual([]);
  await say(connected, id);
  expect(await deliveriesOf(id)).toMatchObject([
    { address: connected.conversationId, channel: "telegram", status: "queued", attempts: 0 },
  ]);
  expect(await workFor(connected)).toHaveLength(before + 1);
});

test("web chat is read, not sent to: nothing is queued", async () => {
  const id = world.deps.newId();
  await say(onWeb, id);
  expect(await deliveriesOf(id)).toEqual([]);
  expect(await workFor(onWeb)).toEqual([]);
});
