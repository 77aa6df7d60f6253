import { describe, expect, test } from "vitest";

import { openTalk } from "../talk.ts";
import { openWorld } from "../world.ts";

/** Local times of a week that are awkward for "Tuesday at nine". */
const moments = [
  ["Monday, a minute before midnight", "2026-02-09T23:59:00+07:00", "2026-02-10"],
  ["Tuesday, a minute after midnight", "2026-02-10T00:01:00+07:00", "2026-02-10"],
  ["Tuesday, with half an hour and more to go", "2026-02-10T08:20:00+07:00", "2026-02-10"],
  ["Tuesday, too late for today's nine o'clock", "2026-02-10T08:50:00+07:00", "2026-02-17"],
  ["Tuesday at nine", "2026-02-10T09:00:00+07:00", "2026-02-17"],
  ["Tuesday evening", "2026-02-10T19:30:00+07:00", "2026-02-17"],
  ["Wednesday morning", "2026-02-11T08:00:00+07:00", "2026-02-17"],
  ["Sunday night", "2026-02-08T23:00:00+07:00", "2026-02-10"],
] as const;

describe("the lines of 000 §3.2 end in a confirmed Tuesday at nine", () => {
  test.each(moments)("said on %s", async (_moment, now, date) => {
    const world = await openWorld({ now });
    const talk = await openTalk(world);
    const replies = [
      await talk.say("Tôi muốn bọc sứ cho răng cửa"),
      await talk.say("Vâng, tôi là khách hàng mới"),
      await talk.say("Tôi chọn thứ 3 lúc 9h"),
      await talk.say("Vâng, tôi xác nhận ngày T3 lúc 9h"),
    ];
    const bookings = await world.db.selectFrom("bookings").select(["state", "starts_at"]).execute();
    await world.close();
    expect(bookings, replies.map(({ text }) => text).join("\n")).toEqual([
      { state: "SLOT_CONFIRMED", starts_at: new Date(`${date}T09:00:00+07:00`) },
    ]);
  });
});
