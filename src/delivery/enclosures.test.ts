import { afterEach, describe, expect, test } from "vitest";

import { appendReply } from "#src/conversation/transcript.ts";
import { openPushWorld, type PushWorld } from "../../test/push-world.ts";
import { deliver } from "./deliver.ts";

let open: PushWorld | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const file = { name: "invite.ics", mediaType: "text/calendar", content: "BEGIN:VCALENDAR" };
const enclose = async () => ({ files: [file], note: "Xem lịch hẹn: https://x.example/b/1" });

/** The house says something to a lead who wrote; the part that left. */
const sendWith = async (limits: Parameters<typeof openPushWorld>[0]) => {
  open = await openPushWorld(limits);
  const { db, world, deps, sent, receive } = open;
  await receive({ text: "Chào" });
  const { organization_id: organizationId, id: conversationId } = await db
    .selectFrom("conversations")
    .select(["organization_id", "id"])
    .executeTakeFirstOrThrow();
  const key = { organizationId, conversationId };
  const said = { author: "ai", text: "Dạ em đã đặt lịch.", choices: [], turnId: null } as const;
  const at = { messageId: world.deps.newId(), afterSeq: null, now: world.clock.now() };
  await db.transaction().execute((tx) => appendReply(tx, key, { ...said, ...at }));
  await deliver({ ...deps, enclose }, key);
  return sent.at(-1);
};

describe("what goes along with a message", () => {
  test("is a file and a line below the words, where the channel takes files", async () => {
    const part = await sendWith({ files: true });
    expect(part?.files).toEqual([file]);
    expect(part?.text).toBe("Dạ em đã đặt lịch.\n\nXem lịch hẹn: https://x.example/b/1");
  });

  test("is nothing where it takes none", async () => {
    expect(await sendWith({})).toMatchObject({ files: [], text: "Dạ em đã đặt lịch." });
  });
});
