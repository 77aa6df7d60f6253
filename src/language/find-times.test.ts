import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findTimes } from "./find-times.ts";
import { en, read, vi } from "./told-times.ts";

describe("a Vietnamese lead names a time", () => {
  test.each([
    ["thứ 4 tuần sau 8h sáng nhé", "instant 11/02 08:00"],
    ["t2 tuan toi 8h30 nha", "instant 09/02 08:30"],
    ["10h sang mai duoc khong", "instant 06/02 10:00"],
    ["chiều mai 3h", "instant 06/02 15:00"],
    ["tối nay 7 rưỡi", "instant 05/02 19:30"],
    ["mốt 10h em qua", "instant 07/02 10:00"],
    ["10h kém 20 ngày kia", "instant 07/02 09:40"],
    ["hai giờ chiều ngày 12", "instant 12/02 14:00"],
    ["14h ngày 17/2", "instant 17/02 14:00"],
    ["17-2-2026 lúc 9:30", "instant 17/02 09:30"],
    ["2026-02-17 09:30", "instant 17/02 09:30"],
    ["tầm 4h chiều CN", "instant 08/02 16:00"],
    ["toi muon dat lich thu 7 luc 10h sang", "instant 07/02 10:00"],
    ["1h trưa mai", "instant 06/02 13:00"],
    ["Thứ 3, 10/02, 09:00", "instant 10/02 09:00"],
    ["2 tiếng nữa", "instant 05/02 12:00"],
    ["5h", "instant 05/02 17:00"],
  ])("%s", (text, expected) => {
    expect(read(text, vi)).toEqual([expected]);
  });
});

describe("a Vietnamese lead names a day, a part of day or a span", () => {
  test.each([
    ["thu ba", "instant 10/02 00:00 → 11/02 00:00"],
    ["thứ năm", "instant 12/02 00:00 → 13/02 00:00"],
    ["hôm nay còn chỗ không", "instant 05/02 00:00 → 06/02 00:00"],
    ["chúa nhật này", "instant 08/02 00:00 → 09/02 00:00"],
    ["sáng thứ 4", "interval 11/02 06:00 → 11/02 12:00"],
    ["toi thu 6", "interval 06/02 18:00 → 07/02 00:00"],
    ["tuần sau", "instant 09/02 00:00 → 16/02 00:00"],
    ["đầu tuần tới", "interval 09/02 00:00 → 12/02 00:00"],
    ["cuối tuần", "interval 07/02 00:00 → 09/02 00:00"],
    ["15 tháng sau", "instant 15/03 00:00 → 16/03 00:00"],
    ["tối mai sau 6h", "after 06/02 18:00"],
    ["10-12/2", "interval 10/02 00:00 → 13/02 00:00"],
    ["từ thứ 2 tới thứ 6", "interval 09/02 00:00 → 14/02 00:00"],
    ["cuối tháng này", "interval 21/02 00:00 → 01/03 00:00"],
    ["từ thứ 2 đến thứ 4", "interval 09/02 00:00 → 12/02 00:00"],
    ["9 đến 11h sáng mai", "interval 06/02 09:00 → 06/02 11:00"],
    ["9-11h thứ 3", "interval 10/02 09:00 → 10/02 11:00"],
    ["trước 10h", "before 06/02 10:00"],
    ["sau 5 giờ chiều", "after 05/02 17:00"],
    ["muộn nhất 5h chiều", "before 05/02 17:00"],
    ["từ 3h chiều trở đi", "after 05/02 15:00"],
  ])("%s", (text, expected) => {
    expect(read(text, vi)).toEqual([expected]);
  });
});

describe("an English-speaking lead names a time", () => {
  test.each([
    ["Could I come next Wednesday at 2pm?", "instant 11/02 14:00"],
    ["tomorrow at noon", "instant 06/02 12:00"],
    ["half past nine tomorrow", "instant 06/02 09:30"],
    ["quarter to five", "instant 05/02 16:45"],
    ["the 24th at 2", "instant 24/02 14:00"],
    ["10/2 at 3pm", "instant 10/02 15:00"],
    ["after 5", "after 05/02 17:00"],
    ["between 2 and 4 on Friday", "interval 06/02 14:00 → 06/02 16:00"],
    ["3 to 5pm tomorrow", "interval 06/02 15:00 → 06/02 17:00"],
    ["by Friday", "before 07/02 00:00"],
    ["the first Monday of March", "instant 02/03 00:00 → 03/03 00:00"],
    ["Tuesday the 10th", "instant 10/02 00:00 → 11/02 00:00"],
    ["Feb 12 to 14", "interval 12/02 00:00 → 15/02 00:00"],
    ["in two weeks", "instant 19/02 00:00 → 20/02 00:00"],
    ["thứ 3 next week 9am", "instant 10/02 09:00"],
  ])("%s", (text, expected) => {
    expect(read(text, en)).toEqual([expected]);
  });

  test("numeric dates put the month first in America and the day first in Vietnam", () => {
    const american = findTimes("3/4 at 9am", { ...en, zone: "America/New_York" });
    expect(american[0]?.from.toISOString()).toBe("2026-03-04T14:00:00.000Z");
    expect(read("3/4 at 9am", en)).toEqual(["instant 03/04 09:00"]);
  });
});

describe("a wish that comes back names its day and hour once", () => {
  test.each([
    ["every Tuesday at 9 for six weeks", ["instant 10/02 09:00"]],
    ["every Tuesday at 9 over six weeks", ["instant 10/02 09:00"]],
    ["every Tuesday at 9am for the next 6 weeks", ["instant 10/02 09:00"]],
    ["book 6 Tuesdays at 9", ["instant 10/02 09:00"]],
    ["Tuesday at 9, six times", ["instant 10/02 09:00"]],
    ["twice a week on Monday and Thursday at 6pm", ["instant 09/02 18:00", "instant 12/02 18:00"]],
    [
      "every Monday, Wednesday and Friday at 6pm",
      ["instant 09/02 18:00", "instant 11/02 18:00", "instant 06/02 18:00"],
    ],
    ["every month for 3 months", []],
    ["mỗi thứ 3 lúc 9h trong 6 tuần", ["instant 10/02 09:00"]],
    ["moi thu 3 luc 9h trong 6 tuan", ["instant 10/02 09:00"]],
    ["mỗi tuần một lần thứ 3 9h", ["instant 10/02 09:00"]],
    ["2 tuần 1 lần thứ 6 15h", ["instant 06/02 15:00"]],
    ["6 thứ 3 liên tiếp lúc 9h", ["instant 10/02 09:00"]],
    ["mỗi tháng một lần trong 6 tháng", []],
    ["6 tháng một lần", []],
    [
      "thứ 2 thứ 4 thứ 6 hàng tuần lúc 18h",
      ["instant 09/02 18:00", "instant 11/02 18:00", "instant 06/02 18:00"],
    ],
    ["thứ 2-4-6 lúc 18h", ["instant 09/02 18:00", "instant 11/02 18:00", "instant 06/02 18:00"]],
    ["t3,5 18h", ["instant 10/02 18:00", "instant 12/02 18:00"]],
    ["mỗi tuần 2 buổi thứ 3 thứ 5 9h", ["instant 10/02 09:00", "instant 12/02 09:00"]],
    ["thứ 3, 4 người", ["instant 10/02 00:00 → 11/02 00:00"]],
    ["thứ 3, 4 giờ chiều", ["instant 10/02 16:00"]],
    ["lần thứ 3 em tới", []],
    ["lần 2 thứ 3 9h", ["instant 10/02 09:00"]],
  ])("%s", (text, expected) => {
    expect(read(text, /[a-z]+day|month/u.test(text) ? en : vi)).toEqual(expected);
  });
});

describe("a day of the lunar calendar", () => {
  test.each([
    "rằm em qua nhé",
    "rằm tháng giêng",
    "30 tết còn làm không shop",
    "mùng 3 Tết",
    "15 âm lịch",
    "ngày 10 âm",
    "15 al",
    "qua tết em ghé",
  ])("is asked about, never taken for a solar one: %s", (text) => {
    expect(findTimes(text, vi)).toMatchObject([{ lunar: true, certain: false }]);
  });

  test.each([
    ["mùng 9 lúc 14h", "instant 09/02 14:00 ?"],
    ["mồng 3 tháng 3", "instant 03/03 00:00 → 04/03 00:00 ?"],
    ["mùng 9 tây lúc 14h", "instant 09/02 14:00"],
    ["ngày 15 dương lịch", "instant 15/02 00:00 → 16/02 00:00"],
    ["thứ 2 ngày mùng 9 tháng 2", "instant 09/02 00:00 → 10/02 00:00"],
  ])("may be meant by mùng: %s", (text, expected) => {
    expect(read(text, vi)).toEqual([expected]);
  });
});

describe("a message that was not normalised", () => {
  test.each([
    ["ngayf mai  9h sangs", "ngayf mai  9h sangs", "instant 06/02 09:00"],
    ["em qua m\u200Bai 9️⃣h nha", "m\u200Bai 9️⃣h", "instant 06/02 09:00"],
    ["thu71 5 lúc １０h", "thu71 5 lúc １０h", "instant 12/02 10:00"],
  ])("%s", (text, words, expected) => {
    expect(read(text, vi)).toEqual([expected]);
    expect(findTimes(text, vi)[0]?.text).toBe(words);
  });
});

describe("several times in one message", () => {
  test.each([
    ["thứ 3 hoặc thứ 5 lúc 9h", ["instant 10/02 09:00", "instant 12/02 09:00"]],
    ["thứ 3 9h hoặc 10h", ["instant 10/02 09:00", "instant 10/02 10:00"]],
    ["Thứ 3 em rảnh, tầm 9h sáng", ["instant 10/02 09:00"]],
    ["Monday or Tuesday at 9", ["instant 09/02 09:00", "instant 10/02 09:00"]],
  ])("%s", (text, expected) => {
    expect(read(text, vi)).toEqual(expected);
  });

  test.each([
    ["9h, à không 10h", "instant 06/02 10:00"],
    ["thứ 3 9h, à nhầm, thứ 4", "instant 11/02 09:00"],
    ["9, no wait, 10am", "instant 06/02 10:00"],
    ["dời lịch từ 9h sang 10h giúp em", "instant 06/02 10:00"],
  ])("a correction replaces what it corrects: %s", (text, expected) => {
    expect(read(text, vi)).toEqual([expected]);
  });

  test.each([
    ["đừng thứ 2 nha", ["instant 09/02 00:00 → 10/02 00:00 excluded"]],
    ["not Monday please", ["instant 09/02 00:00 → 10/02 00:00 excluded"]],
    [
      "thứ 2 em bận, thứ 3 được không",
      ["instant 10/02 00:00 → 11/02 00:00", "instant 09/02 00:00 → 10/02 00:00 excluded"],
    ],
    [
      "I can't do Monday but Tuesday works",
      ["instant 10/02 00:00 → 11/02 00:00", "instant 09/02 00:00 → 10/02 00:00 excluded"],
    ],
  ])("what is ruled out is no wish and comes last: %s", (text, expected) => {
    expect(read(text, vi)).toEqual(expected);
  });
});

describe("doubt", () => {
  test("a bare afternoon hour is certain only when the opening hours exclude the morning", () => {
    const { openHours: _openHours, ...unknown } = vi;
    expect(findTimes("mai 3h", vi)[0]?.certain).toBe(true);
    expect(findTimes("mai 3h", unknown)[0]).toMatchObject({ certain: false });
  });

  test("an hour that fits twice into long opening hours is asked back", () => {
    const late = { ...vi, openHours: { fromMinute: 480, toMinute: 1380 } };
    expect(findTimes("mai 9h", late)[0]).toMatchObject({ certain: false });
    expect(findTimes("mai 9h sáng", late)[0]).toMatchObject({ certain: true });
  });

  test.each(["31/2", "30 tháng 2", "25h", "9h75", "Feb 30"])("%s does not exist", (text) => {
    expect(findTimes(text, vi)).toMatchObject([{ impossible: true, certain: false }]);
  });

  test("a weekday that is not on the date makes both uncertain", () => {
    expect(read("thứ 2 ngày 10/2", vi)).toEqual(["instant 10/02 00:00 → 11/02 00:00 ?"]);
  });
});

describe("numbers and words that are no times", () => {
  test.each([
    "nhà em ở đường 3/2",
    "đường 30/4 quận 10",
    "năm người",
    "đi 2 người",
    "số em là 0912 345 678",
    "giá 500k hả shop",
    "2 triệu rưỡi",
    "cái thứ hai",
    "em bị lần thứ ba rồi",
    "răng số 6",
    "em Mai đây",
    "mở cửa 24/7",
    "mai mốt em ghé",
    "tôi muốn khám",
    "em 25 tuổi",
    "call me at 555-123-4567",
    "room 12",
    "sun damage treatment",
    "I sat down",
    "good morning",
    "two kids and one adult",
    "may I ask something?",
  ])("%s", (text) => {
    expect(findTimes(text, vi)).toEqual([]);
  });
});

describe("whatever is typed", () => {
  const words = fc.constantFrom(
    ..."thứ 3 t7 9h 10:30 mai đến - từ sau trước không hoặc à nhầm sáng 31/2 next monday at 5 to and not 12/2 tuần tháng , .".split(
      " ",
    ),
  );

  test("times lie inside the text, start before they end, and wishes come first", () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 14 }), fc.constantFrom(vi, en), (said, context) => {
        const text = said.join(" ");
        const found = findTimes(text, context);
        for (const time of found) {
          expect(text.slice(time.index, time.index + time.text.length)).toBe(time.text);
          expect(Number.isNaN(time.from.getTime())).toBe(false);
          if (time.to && time.certain) expect(time.to > time.from).toBe(true);
        }
        const excluded = found.map((time) => Boolean(time.excluded));
        expect(excluded).toEqual(excluded.toSorted((a, b) => Number(a) - Number(b)));
      }),
    );
  });

  test("a long hostile message is read in well under a second", () => {
    const started = performance.now();
    for (const text of [
      "9 ".repeat(2000),
      "không ".repeat(600),
      "1-".repeat(2000),
      "a".repeat(4000),
    ]) {
      findTimes(text, vi);
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
