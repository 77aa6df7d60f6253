import { describe, expect, test } from "vitest";

import { meetsTimeWish, type TimeWish } from "./waitlist-wish.ts";

const zone = "Asia/Ho_Chi_Minh";
const anything: TimeWish = { dates: [], times: [], from: null, to: null };
const meets = (wish: Partial<TimeWish>, start: string, where = zone): boolean =>
  meetsTimeWish({ ...anything, ...wish }, Date.parse(start), where);

describe("a wish of somebody who waits", () => {
  test("that says nothing is met by any time", () => {
    expect(meets({}, "2026-02-10T09:00:00+07:00")).toBe(true);
  });

  test("for dates includes both ends, on the clock of the place", () => {
    const wish = { dates: [{ from: "2026-02-10", to: "2026-02-11" }] };
    expect(meets(wish, "2026-02-09T23:59:00+07:00")).toBe(false);
    expect(meets(wish, "2026-02-10T00:00:00+07:00")).toBe(true);
    expect(meets(wish, "2026-02-11T23:59:00+07:00")).toBe(true);
    expect(meets(wish, "2026-02-12T00:00:00+07:00")).toBe(false);
    expect(meets(wish, "2026-02-12T00:00:00+07:00", "America/New_York")).toBe(true);
  });

  test("for times of the day may be for some weekdays only", () => {
    const wish = { times: [{ weekdays: [2], fromMinute: 8 * 60, toMinute: 12 * 60 }] };
    expect(meets(wish, "2026-02-10T08:00:00+07:00")).toBe(true);
    expect(meets(wish, "2026-02-10T12:00:00+07:00")).toBe(false);
    expect(meets(wish, "2026-02-11T09:00:00+07:00")).toBe(false);
  });

  test("holds in all it says", () => {
    const wish = {
      dates: [{ from: "2026-02-10", to: "2026-02-10" }],
      from: new Date("2026-02-10T10:00:00+07:00"),
      to: new Date("2026-02-10T11:00:00+07:00"),
    };
    expect(meets(wish, "2026-02-10T09:59:00+07:00")).toBe(false);
    expect(meets(wish, "2026-02-10T10:00:00+07:00")).toBe(true);
    expect(meets(wish, "2026-02-10T11:00:00+07:00")).toBe(false);
    expect(meets(wish, "2026-02-11T10:00:00+07:00")).toBe(false);
  });
});
