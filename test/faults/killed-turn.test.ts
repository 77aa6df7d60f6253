import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { insist } from "../direct-line.ts";
import { findDatabase } from "../server.ts";
import { expectOneAnswerEach, expectSoundBookings } from "./expect-sound.ts";
import { answerTo, type FaultHouse, openFaultHouse } from "./fault-house.ts";

let house: FaultHouse;
beforeAll(async () => {
  house = await openFaultHouse();
}, 120_000);
afterAll(() => house.close());

type When = "before" | "sent" | "done";
/** Words of the statement, which of them since the message came, and when in its life. */
type Point = readonly [words: string, nth: number, when: When];

const killAt = pathToFileURL(`${import.meta.dirname}/kill-at.ts`).href;
const armed = ([statement, nth, when]: Point): string =>
  `${killAt}?${new URLSearchParams({ statement, nth: String(nth), when })}`;

/** A booking from the first words to its end, and what each line is answered. */
const turns = [
  ["khám tổng quát", /còn các giờ sau/u],
  ["cái thứ hai", /xác nhận đặt/u],
  ["Vâng, tôi xác nhận", /đã đặt lịch/u],
  ["Tôi không cần appointment nữa", /xác nhận muốn huỷ/u],
  ["vâng", /đã huỷ/u],
] as const;

/** Of what the servers die, one after another, in one conversation. */
const conversations: readonly (readonly [string, readonly Point[]])[] = [
  [
    "receives, relays and begins",
    [
      ["insert into outbox", 1, "sent"],
      ["commit", 1, "sent"],
      ["add_job", 1, "sent"],
      ['delete from "outbox"', 1, "sent"],
      ['insert into "turns"', 1, "sent"],
    ],
  ],
  [
    "books",
    [
      ['insert into "bookings"', 1, "sent"],
      ['insert into "booking_events"', 1, "before"],
      ['insert into "consents"', 1, "done"],
      ['update "allocations"', 1, "sent"],
    ],
  ],
  [
    "commits what it did",
    [
      ["commit", 3, "before"],
      ["commit", 2, "sent"],
      ["commit", 3, "done"],
    ],
  ],
  [
    "answers",
    [
      ['insert into "messages"', 1, "sent"],
      ['update "turns" set "status" = $1, "last_seq"', 1, "sent"],
      ['update "turns" set "status" = $1, "last_seq"', 1, "done"],
    ],
  ],
];

describe("a server that is killed while it", () => {
  test.each(conversations)(
    "%s answers every line once and truly",
    async (_, points) => {
      const lead = await house.lead();
      await house.dieOf(points.map(armed));
      for (const [line, told] of turns) {
        await lead.say(line);
        expect(await answerTo(lead)).toMatch(told);
      }
      const deaths = points.map(([words, , when]) => `dies ${when} ${words}`);
      await insist(
        "the last death",
        async () => house.deaths().length >= deaths.length || undefined,
      );
      expect(house.deaths()).toEqual(deaths);
      await lead.say("khám tổng quát");
      expect(await answerTo(lead)).toMatch(/còn các giờ sau/u);
      await expectOneAnswerEach(lead, [...turns.map(([line]) => line), "khám tổng quát"]);
      await expectSoundBookings(house.db, lead, ["CANCELLED", "SLOT_PROPOSED"]);
    },
    180_000,
  );
});

test("a server told to stop just after a message ends in order, and the message is answered once", async () => {
  const lead = await house.lead();
  await lead.say("khám tổng quát");
  await answerTo(lead);
  await lead.say("cái thứ hai");
  expect(await house.server().kill("SIGTERM")).toBe(0);
  expect(await answerTo(lead)).toMatch(/xác nhận đặt/u);
  await expectOneAnswerEach(lead, ["khám tổng quát", "cái thứ hai"]);
}, 60_000);

test("a database killed in the middle of turns comes back, and each is answered once", async () => {
  const lead = await house.lead();
  const booking = turns.slice(0, 3);
  for (const [line, told] of booking) {
    await lead.say(line);
    process.kill((await findDatabase(house.dataDir)).pid, "SIGKILL");
    expect(await answerTo(lead)).toMatch(told);
  }
  await expectOneAnswerEach(
    lead,
    booking.map(([line]) => line),
  );
  await expectSoundBookings(house.db, lead, ["SLOT_CONFIRMED"]);
}, 90_000);
