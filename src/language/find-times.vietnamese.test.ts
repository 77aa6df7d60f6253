import { describe, expect, test } from "vitest";
import { findTimes } from "./find-times.ts";
import { read, vi } from "./told-times.ts";

const expectRead = (text: string, expected: string) =>
  expect(read(text, vi)).toEqual(expected.split(", "));

describe("words of the chat for days and parts of day", () => {
  test.each([
    ["chủ nhựt 3h chiều", "instant 08/02 15:00"],
    ["thus 5 em qua", "instant 12/02 00:00 → 13/02 00:00"],
    ["mot em qua 9h dc ko", "instant 07/02 09:00"],
    ["tún nì còn chỗ hông", "instant 02/02 00:00 → 09/02 00:00"],
    ["qua tuần em rảnh", "instant 09/02 00:00 → 16/02 00:00"],
    ["hết giờ làm mai", "interval 06/02 17:00 → 06/02 21:00"],
    ["sau giờ hành chính t5", "interval 12/02 17:00 → 12/02 21:00"],
    ["nghỉ trưa mai", "interval 06/02 11:00 → 06/02 14:00"],
    ["nửa buổi sáng mai", "interval 06/02 06:00 → 06/02 12:00"],
    ["ngày hai mươi tám tháng hai", "instant 28/02 00:00 → 01/03 00:00"],
    ["nửa tháng nữa", "instant 20/02 00:00 → 21/02 00:00"],
  ])("%s", expectRead);
});

describe("hours in words and beside each other", () => {
  test.each([
    ["mười bốn giờ ba mươi ngày mai", "instant 06/02 14:30"],
    ["mười giờ mười lăm sáng mai", "instant 06/02 10:15"],
    ["kém 15 9h sáng mai", "instant 06/02 08:45"],
    ["1 tiếng rưỡi nữa", "instant 05/02 11:30"],
    ["tiếng nữa em tới", "instant 05/02 11:00"],
    ["chiều nay tầm 4 5h", "interval 05/02 16:00 → 05/02 17:00"],
    ["9 10h sáng mai", "interval 06/02 09:00 → 06/02 10:00"],
    ["sớm nhất là 9h mai", "after 06/02 09:00"],
    ["mai 5h đổ lại", "before 06/02 17:00"],
  ])("%s", expectRead);
});

describe("dates with other signs", () => {
  test.each([
    ["20.2 lúc 9h", "instant 20/02 09:00"],
    ["20-2 9h nha", "instant 20/02 09:00"],
    ["20t2 9h", "instant 20/02 09:00"],
    ["10h30 ngày 18/2", "instant 18/02 10:30"],
    ["trc 9h sáng t7", "before 07/02 09:00"],
    ["25 tây", "instant 25/02 00:00 → 26/02 00:00"],
  ])("%s", expectRead);

  test("“20 t2” may be a Monday evening", () => {
    expect(findTimes("20 t2", vi)).toMatchObject([{ certain: false }]);
  });
});

describe("several days and one time", () => {
  test.each([
    [
      "chiều t2 t4 t6",
      "interval 09/02 12:00 → 09/02 18:00, interval 11/02 12:00 → 11/02 18:00, interval 06/02 12:00 → 06/02 18:00",
    ],
    ["9h sáng thứ 2 hoặc thứ 3", "instant 09/02 09:00, instant 10/02 09:00"],
    ["t3/t5 9h", "instant 10/02 09:00, instant 12/02 09:00"],
    [
      "mai hoặc sáng thứ 5",
      "instant 06/02 00:00 → 07/02 00:00, interval 12/02 06:00 → 12/02 12:00",
    ],
  ])("%s", expectRead);
});

describe("what is ruled out or corrected", () => {
  test.each([
    ["t6 em đi làm k qua đc", "instant 06/02 00:00 → 07/02 00:00 excluded"],
    ["thứ 2 em học", "instant 09/02 00:00 → 10/02 00:00 excluded"],
    ["thứ 2 em làm răng", "instant 09/02 00:00 → 10/02 00:00"],
    ["đừng lấy ngày 12", "instant 12/02 00:00 → 13/02 00:00 excluded"],
    [
      "không phải thứ 3 mà thứ 4",
      "instant 11/02 00:00 → 12/02 00:00, instant 10/02 00:00 → 11/02 00:00 excluded",
    ],
    [
      "mai giờ nào cũng dc trừ 12h",
      "instant 06/02 00:00 → 07/02 00:00, instant 06/02 12:00 excluded",
    ],
    [
      "thay vì thứ 3 thì thứ 4",
      "instant 11/02 00:00 → 12/02 00:00, instant 10/02 00:00 → 11/02 00:00 excluded",
    ],
    ["t5 nha, ấy t6", "instant 06/02 00:00 → 07/02 00:00"],
    ["thứ 4. à k thứ 5", "instant 12/02 00:00 → 13/02 00:00"],
    ["mai 2h... à thôi 3h đi", "instant 06/02 15:00"],
  ])("%s", expectRead);
});

describe("words and numbers of a chat that are no times", () => {
  test.each([
    "em ở 12/5 nguyễn trãi",
    "25/3 lê lợi",
    "sang trọng quá",
    "sang bên đó có gửi xe k",
    "tối qua đau quá",
    "trưa giờ chưa ai rep",
    "mang thai tháng thứ 6",
    "đau từ 3 ngày nay",
    "em sinh 12/5/1990",
    "wifi 5g",
    "phòng 302",
    "lầu 3",
    "1tr2",
    "cccd 012345678901",
    "nặng 52kg",
  ])("%s", (text) => {
    expect(findTimes(text, vi)).toEqual([]);
  });
});

describe("this week's day and the hour after it", () => {
  test.each([
    ["cn nay 10h dc hk", "instant 08/02 10:00"],
    ["thứ sáu này 14h", "instant 06/02 14:00"],
    ["t7 tới 9h", "instant 07/02 09:00"],
  ])("%s", expectRead);
});

describe("talk of the day wishes for no time", () => {
  test.each([
    "nay trời nắng gắt ghê",
    "hôm nay nóng quá chị ơi",
    "sài gòn hôm nay mưa to thật",
    "thời tiết bữa nay lạnh ghê",
  ])("%s", (text) => {
    expect(findTimes(text, vi)).toEqual([]);
  });

  test("but what is said beside it does", () => {
    expectRead("hôm nay trời mát, em qua lúc 5h", "instant 05/02 17:00");
  });
});

test.each(["thứ 4 ngày 13/02", "chủ nhật 10/2 lúc 8h"])("%s: no such weekday", (text) => {
  expect(findTimes(text, vi)).toMatchObject([{ certain: false, weekdayDiffers: true }]);
});

describe("how long somebody has time", () => {
  test.each([
    ["em ở tới 4h thôi", "before 05/02 16:00"],
    ["chị rảnh đến 11h trưa mai", "before 06/02 11:00"],
    ["từ mốt đến hết tuần sau", "interval 07/02 00:00 → 16/02 00:00"],
    ["mai tới hết tháng", "interval 06/02 00:00 → 01/03 00:00"],
    ["từ thứ 4 tới cuối tuần", "interval 11/02 00:00 → 16/02 00:00"],
    ["các ngày trong tuần", "interval 09/02 00:00 → 14/02 00:00"],
    ["mai tầm 2 rưỡi 3h chiều", "interval 06/02 14:30 → 06/02 15:00"],
  ])("%s", expectRead);
});

test.each([
  "chủ nhật tháng 4",
  "ngày thường tầm 6h chiều",
  "thứ 2 đến thứ 6 10h",
])("%s: one of several days, so it is asked which", (text) => {
  expect(findTimes(text, vi)).toMatchObject([{ certain: false }]);
});

describe("each end of a stretch has its own part of day", () => {
  test.each([
    ["sáng mốt 11h đến 1h chiều", "interval 07/02 11:00 → 07/02 13:00"],
    ["mai 10h tới 3h chiều", "interval 06/02 10:00 → 06/02 15:00"],
    ["chiều mai 1h đến 3h", "interval 06/02 13:00 → 06/02 15:00"],
    ["8 giờ sáng", "instant 06/02 08:00"],
  ])("%s", expectRead);
});
