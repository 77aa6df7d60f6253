import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Focus } from "#src/agent/focus.ts";
import type { TurnOutcome } from "#src/agent/turn-world.ts";
import { receive } from "#src/conversation/receive.ts";
import { type TurnDeps, takeTurn } from "#src/conversation/take-turn.ts";
import { readMessages } from "#src/conversation/transcript.ts";
import { findConversation } from "#src/db/queries/turns.ts";
import { offerFreedTimes } from "#src/lifecycle/offer-freed-time.ts";
import { openTalk, turnDepsOf } from "../talk.ts";
import { openWorld, type World, type WorldLead } from "../world.ts";
import { giveBack, lastSaid, stateOf, taken, waitFor } from "./waiting.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const look = () => offerFreedTimes(turnDepsOf(world))(world.organization.id);
const keyOf = ({ conversationId }: WorldLead) => ({
  organizationId: world.organization.id,
  conversationId,
});
const conversationOf = async (lead: WorldLead) => {
  const { organizationId, conversationId } = keyOf(lead);
  const found = await findConversation(world.db, organizationId, conversationId);
  if (!found) throw new Error("the lead has a conversation");
  return found;
};
const write = (lead: WorldLead, text: string) => {
  world.clock.advance({ minutes: 1 / 60 });
  const messageId = world.deps.newId();
  const message = { deliveryId: messageId, text, choiceId: null, channelData: null };
  const { organizationId, conversationId } = keyOf(lead);
  return receive(world.db, {
    ...{ organizationId, messageId, now: world.clock.now() },
    message: { ...message, conversationId },
  });
};
const wordsIn = async (lead: WorldLead) =>
  (await readMessages(world.db, keyOf(lead), { afterSeq: 0, limit: 100 })).map(
    ({ author, text }) => `${author}: ${text}`,
  );

/** The real agent, in the middle of whose turn something happens. */
const interrupted = (
  happens: () => Promise<unknown>,
  change: (outcome: TurnOutcome) => TurnOutcome = (outcome) => outcome,
): TurnDeps => {
  const deps = turnDepsOf(world);
  let first = true;
  return {
    ...deps,
    agent: {
      ...deps.agent,
      run: async (turn) => {
        const end = await deps.agent.run(turn);
        if (!first || end.kind === "waits") return end;
        first = false;
        await happens();
        return { ...end, outcome: change(end.outcome) };
      },
    },
  };
};

/** A lead who waits for a time that has just been given back. */
const freedFor = async (start: string) => {
  const had = await taken(world, start);
  const waiter = await waitFor(world, start);
  await giveBack(world, had);
  return waiter;
};

describe("a notice", () => {
  test("while a turn runs makes its reply stale, and what was asked is answered after it", async () => {
    const { lead, receipt } = await freedFor("2026-02-10T09:00:00+07:00");
    await write(lead, "Phòng khám ở đâu vậy?");
    await takeTurn(interrupted(look), keyOf(lead));
    const words = await wordsIn(lead);
    expect(words.at(-2)).toContain("đang chờ");
    expect(words.filter((one) => one.includes("Nguyễn Thị Minh Khai"))).toHaveLength(1);
    const turns = world.db.selectFrom("turns").select("status").orderBy("started_at");
    const of = turns.where("conversation_id", "=", lead.conversationId);
    expect((await of.execute()).map(({ status }) => status).sort()).toEqual(["answered", "silent"]);
    const { last_seq, answered_seq } = await conversationOf(lead);
    expect(answered_seq).toBe(last_seq);
    expect(await stateOf(world, receipt.bookingId)).toBe("SLOT_PROPOSED");
  });

  test("keeps its question open when the running turn has written and asks nothing", async () => {
    const { lead, receipt } = await freedFor("2026-02-10T10:00:00+07:00");
    await write(lead, "Cảm ơn em nhé");
    const wrote = (outcome: TurnOutcome): TurnOutcome => ({
      ...outcome,
      wrote: true,
      focus: { ...outcome.focus, asked: null },
    });
    await takeTurn(interrupted(look, wrote), keyOf(lead));
    const { focus, last_seq, answered_seq } = await conversationOf(lead);
    expect(Focus.parse(focus)).toMatchObject({
      bookingId: receipt.bookingId,
      asked: { kind: "confirm_slot" },
    });
    expect(answered_seq).toBe(last_seq);
    const talk = await openTalk(world, { lead });
    expect((await talk.say("ok em")).text).toContain("đã đặt lịch");
  });

  test("is not answered by a yes from before it", async () => {
    const { lead, receipt } = await freedFor("2026-02-10T14:00:00+07:00");
    await write(lead, "vâng");
    expect(await look()).toBe(1);
    await takeTurn(turnDepsOf(world), keyOf(lead));
    expect(await stateOf(world, receipt.bookingId)).toBe("SLOT_PROPOSED");
    const { last_seq, answered_seq } = await conversationOf(lead);
    expect(answered_seq).toBe(last_seq);
    const talk = await openTalk(world, { lead });
    await talk.say("vâng");
    expect(await stateOf(world, receipt.bookingId)).toBe("SLOT_CONFIRMED");
  });

  test("in a conversation of people is the system's, and leaves what is remembered alone", async () => {
    const { lead } = await freedFor("2026-02-10T15:00:00+07:00");
    await world.db
      .updateTable("conversations")
      .set({ owner: "human" })
      .where("id", "=", lead.conversationId)
      .execute();
    const before = await conversationOf(lead);
    expect(await look()).toBe(1);
    expect(await lastSaid(world, lead)).toMatchObject({ author: "system" });
    const after = await conversationOf(lead);
    expect(after.focus).toEqual(before.focus);
    expect(after.answered_seq).toBe(after.last_seq);
  });
});
