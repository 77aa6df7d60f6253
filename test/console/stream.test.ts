import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openConsoleFeed } from "#src/conversation/console-feed.ts";
import { forgetConsoleEvents } from "#src/db/queries/console-events.ts";
import { listen } from "../api/listen.ts";
import { type ApiWorld, openApiWorld } from "../api/world.ts";
import { addPerson, type Person, work, write } from "./desk-world.ts";
import { openStream } from "./open-stream.ts";

let world: ApiWorld;
let origin = "";
let hoa: Person;
beforeAll(async () => {
  world = await openApiWorld();
  origin = await listen(world);
  hoa = await addPerson(world, world.clinic);
});
afterAll(() => world.close());

const say = (text: string) => write(world, world.clinic, hoa, text);

describe("the stream", () => {
  test("asks who listens", async () => {
    expect((await fetch(`${origin}/api/v1/stream`)).status).toBe(401);
  });

  test("tells of a message, of what the agent suggests, and of a decision, by name and number", async () => {
    const ear = await openStream(origin, world.clinic);
    const { id: start } = await ear.next("ready");
    await say("cho em đặt cạo vôi răng 9h sáng t4 tuần sau");
    const added = await ear.next("message.added");
    expect(added.data).toMatchObject({ conversation_id: hoa.conversationId, author: "lead" });
    await work(world, world.clinic, hoa);
    const suggested = await ear.next("suggestion.added");
    await ear.next("booking.changed");
    await world.clinic.ask("POST", `/suggestions/${suggested.data["suggestion_id"]}/approve`, {
      version: 1,
    });
    expect((await ear.next("suggestion.changed")).data).toMatchObject({ status: "approved" });
    const ids = ear.heard.flatMap(({ id }) => (id === null ? [] : [id]));
    expect(ids).toEqual(ids.map((_id, index) => (start ?? 0) + index));
    ear.close();
  });

  test("tells first what was missed, once, in order", async () => {
    const before = await openStream(origin, world.clinic);
    const { id } = await before.next("ready");
    before.close();
    for (const text of ["một", "hai", "ba"]) await say(text);
    const after = await openStream(origin, world.clinic, id ?? 0);
    await after.next("ready");
    const seqs = after.heard.filter(({ name }) => name === "message.added").map(({ data }) => data);
    expect(seqs).toHaveLength(3);
    expect(seqs.map((data) => data["seq"])).toEqual(
      seqs.map((data) => Number(data["seq"])).toSorted((a, b) => a - b),
    );
    await say("bốn");
    await after.next("message.added");
    const ids = after.heard.flatMap(({ id: one }) => (one === null ? [] : [one]));
    expect(
      new Set(ids.filter((one) => one !== after.heard.find(({ name }) => name === "ready")?.id))
        .size,
    ).toBeGreaterThanOrEqual(3);
    after.close();
  });

  test("news that commits late gets a later number than what was told before it", async () => {
    const ear = await openStream(origin, world.clinic);
    const { id: start } = await ear.next("ready");
    const late = await addPerson(world, world.clinic);
    await ear.next("conversation.changed");
    let finish: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const slow = world.db.transaction().execute(async (tx) => {
      await tx
        .updateTable("conversations")
        .set({ owner_reason: "slow" })
        .where("id", "=", late.conversationId)
        .execute();
      await held;
    });
    await say("nhanh hơn");
    const fast = await ear.next("message.added");
    const position = ear.heard.length;
    finish();
    await slow;
    await expect
      .poll(() => ear.heard.slice(position).at(-1)?.data)
      .toEqual({
        conversation_id: late.conversationId,
      });
    expect(ear.heard.at(-1)?.id).toBeGreaterThan(fast.id ?? 0);
    expect(start).not.toBeNull();
    ear.close();
  });

  test("two processes number alike what they hear, without a gap", async () => {
    const log = { info: () => undefined, warn: () => undefined };
    const other = openConsoleFeed({ db: world.db, url: world.url, log });
    const told: number[] = [];
    const leave = await other.follow(world.clinic.organizationId, null, (event) => {
      if (event.kind === "news") told.push(event.seq);
    });
    const ear = await openStream(origin, world.clinic);
    const { id: start } = await ear.next("ready");
    await Promise.all(Array.from({ length: 20 }, (_one, index) => say(`tin ${index}`)));
    const heard = () =>
      ear.heard.flatMap(({ name, id }) => (name === "ready" || id === null ? [] : [id]));
    await expect.poll(() => heard().length, { timeout: 5_000 }).toBeGreaterThanOrEqual(20);
    await expect
      .poll(() => told.filter((seq) => seq > (start ?? 0)), { timeout: 5_000 })
      .toEqual(heard());
    expect(heard()).toEqual(heard().map((_seq, index) => (start ?? 0) + 1 + index));
    leave();
    await other.close();
    ear.close();
  });

  test("who missed more than is kept is told to read everything", async () => {
    await forgetConsoleEvents(world.db, new Date(Date.now() + 60_000));
    const ear = await openStream(origin, world.clinic, 1);
    const reset = await ear.next("reset");
    expect(reset.id).toBeGreaterThan(1);
    expect(ear.heard.map(({ name }) => name)).toEqual(["reset"]);
    ear.close();
    const ahead = await openStream(origin, world.clinic, 1_000_000);
    await ahead.next("reset");
    ahead.close();
  });

  test("another organization hears nothing of it", async () => {
    const ear = await openStream(origin, world.spa);
    await ear.next("ready");
    const own = await openStream(origin, world.clinic);
    await own.next("ready");
    await say("chỉ phòng khám nghe");
    await own.next("message.added");
    await world.clinic.ask("POST", `/conversations/${hoa.conversationId}/presence`, {
      doing: "typing",
    });
    expect((await own.next("presence")).data).toMatchObject({ doing: "typing" });
    expect(ear.heard.map(({ name }) => name)).toEqual(["ready"]);
    ear.close();
    own.close();
  });
});
