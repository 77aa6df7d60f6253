import { randomUUID } from "node:crypto";
import { pathToFileURL } from "node:url";

import { afterAll, beforeAll, expect, test } from "vitest";

import { createApiKey } from "#src/http/api-keys.ts";
import { SuggestionAnswer } from "#src/http/contract.ts";
import { insist } from "../direct-line.ts";
import { expectOneAnswerEach, expectSoundBookings } from "./expect-sound.ts";
import { type FaultHouse, openFaultHouse } from "./fault-house.ts";

let house: FaultHouse;
let key: string;
beforeAll(async () => {
  house = await openFaultHouse();
  const { id } = await house.db
    .updateTable("organizations")
    .set({ approval_mode: "review" })
    .where("slug", "=", "nha-khoa-hoa-mai")
    .returning("id")
    .executeTakeFirstOrThrow();
  const made = { now: new Date(), newId: randomUUID };
  ({ key } = await createApiKey(house.db, { organizationId: id, name: "desk" }, made));
}, 120_000);
afterAll(() => house.close());

type Point = readonly [words: string, nth: number, when: "before" | "sent" | "done"];

const killAt = pathToFileURL(`${import.meta.dirname}/kill-at.ts`).href;
const armed = ([statement, nth, when]: Point): string =>
  `${killAt}?${new URLSearchParams({ statement, nth: String(nth), when })}`;

const haveDied = async (points: readonly Point[]): Promise<void> => {
  await insist("the last death", async () => house.deaths().length >= points.length || undefined);
  expect(house.deaths()).toEqual(points.map(([words, , when]) => `dies ${when} ${words}`));
};

const pendingOf = (conversationId: string) =>
  insist("a suggestion", () =>
    house.db
      .selectFrom("suggestions")
      .select(["id", "version", "text"])
      .where("conversation_id", "=", conversationId)
      .where("status", "=", "pending")
      .executeTakeFirst(),
  );

/** As often as it takes, and always the same request. */
const approve = ({ id, version }: { id: string; version: number }) => {
  const request = {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "idempotency-key": id,
    },
    body: JSON.stringify({ version }),
  };
  return insist("an approval", async () => {
    const { url } = house.server();
    const answer = await fetch(`${url}/api/v1/suggestions/${id}/approve`, request);
    const body: unknown = await answer.json();
    return SuggestionAnswer.parse(body).suggestion;
  });
};

const waits: readonly Point[] = [
  ['INSERT INTO "langgraph".checkpoints', 1, "before"],
  ['INSERT INTO "langgraph".checkpoints', 1, "done"],
  ['insert into "suggestions"', 1, "sent"],
  ['update "turns" set "status" = $1, "last_seq"', 1, "done"],
];

const decides: readonly Point[] = [
  ['update "suggestions"', 1, "done"],
  ['insert into "messages"', 1, "sent"],
  ["commit", 1, "before"],
  ["commit", 1, "done"],
];

test("a server killed while a turn comes to wait and while it is approved answers once", async () => {
  const lead = await house.lead();
  await house.dieOf(waits.map(armed));
  await lead.say("khám tổng quát");
  const first = await pendingOf(lead.conversationId);
  await haveDied(waits);
  expect(first.text).toMatch(/còn các giờ sau/u);
  await expectSoundBookings(house.db, lead, ["SLOT_PROPOSED"]);

  await house.dieOf(decides.map(armed));
  const approved = await approve(first);
  await haveDied(decides);
  expect(approved).toMatchObject({ status: "approved", version: 2, final_text: first.text });
  expect(await approve(first)).toEqual(approved);
  await expectOneAnswerEach(lead, ["khám tổng quát"]);

  for (const line of ["cái thứ hai", "Vâng, tôi xác nhận"]) {
    await lead.say(line);
    await approve(await pendingOf(lead.conversationId));
  }
  await expectOneAnswerEach(lead, ["khám tổng quát", "cái thứ hai", "Vâng, tôi xác nhận"]);
  await expectSoundBookings(house.db, lead, ["SLOT_CONFIRMED"]);
}, 180_000);
