import { describe, expect, test } from "vitest";
import { findRecurrence } from "./find-recurrence.ts";

/** Frequency, interval when not one, weekdays, and how long, on one line. */
const told = (text: string): string | null => {
  const found = findRecurrence(text);
  if (!found) return null;
  const { freq, interval, weekdays, count, weeks, months } = found;
  return [
    freq,
    ...(interval > 1 ? [`/${interval}`] : []),
    ...(weekdays ? [`on ${weekdays.join("")}`] : []),
    ...(count ? [`${count} times`] : []),
    ...(weeks ? [`${weeks} weeks`] : []),
    ...(months ? [`${months} months`] : []),
  ].join(" ");
};

describe("an English-speaking lead wants to come back", () => {
  test.each([
    ["every Tuesday at 9 for six weeks", "weekly on 2 6 weeks"],
    ["every other week", "weekly /2"],
    ["every other Tuesday at 9", "weekly /2 on 2"],
    ["biweekly on Fridays", "weekly /2 on 5"],
    ["fortnightly please", "weekly /2"],
    ["every 2 weeks on Friday at 3", "weekly /2 on 5"],
    ["once every three weeks", "weekly /3"],
    ["every day this week", "daily"],
    ["daily at 7am for five days", "daily 5 times"],
    ["every Monday and Thursday", "weekly on 14"],
    ["twice a week on Monday and Thursday at 6pm", "weekly on 14"],
    ["3x a week, Mon Wed Fri at 7", "weekly on 135"],
    ["monthly", "monthly"],
    ["every month for 3 months", "monthly 3 months"],
    ["once a month for half a year", "monthly"],
    ["10 sessions, once a week", "weekly 10 times"],
    ["weekly, 8 sessions", "weekly 8 times"],
    ["every weekday at 8", "weekly on 12345"],
    ["every day Monday to Friday at 8", "weekly on 12345"],
    ["every weekend", "weekly on 67"],
    ["Tuesday at 9 for six weeks", "weekly on 2 6 weeks"],
    ["Tuesdays at 9 for six weeks", "weekly on 2 6 weeks"],
    ["6 Tuesdays at 9", "weekly on 2 6 times"],
    ["Tuesday at 9am, six times", "weekly on 2 6 times"],
    ["every tues & thurs 10am for a month", "weekly on 24 1 months"],
    ["every Tuesday at 9 for the next 6 weeks", "weekly on 2 6 weeks"],
    ["book me on Tuesdays at 9", "weekly on 2"],
    ["every Tuesday after work", "weekly on 2"],
    ["a standing appointment on Fridays", "weekly on 5"],
    ["ev tues at 9", "weekly on 2"],
    ["Every Tuesday at 9, how much is it?", "weekly on 2"],
    ["Are you open every day? I want every Tuesday at 9", "weekly on 2"],
  ])("%s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });
});

describe("a Vietnamese lead wants to come back", () => {
  test.each([
    ["hai tuần một lần", "weekly /2"],
    ["2 tuan 1 lan thu 6 15h", "weekly /2 on 5"],
    ["cách tuần một lần thứ 3 9h", "weekly /2 on 2"],
    ["mỗi ngày lúc 7h", "daily"],
    ["hằng ngày", "daily"],
    ["hang ngay luc 7h sang", "daily"],
    ["mỗi sáng 7h trong 5 ngày", "daily 5 times"],
    ["mỗi thứ 3 lúc 9h trong 6 tuần", "weekly on 2 6 weeks"],
    ["moi thu 3 luc 9h trong 6 tuan", "weekly on 2 6 weeks"],
    ["thứ 3 hàng tuần", "weekly on 2"],
    ["thứ 2 thứ 4 thứ 6 hàng tuần", "weekly on 135"],
    ["t2 t4 t6 hàng tuần lúc 18h", "weekly on 135"],
    ["thứ 2 4 6 hàng tuần 18h", "weekly on 135"],
    ["thứ 3,5,7 mỗi tuần", "weekly on 246"],
    ["tối 246 hàng tuần", "weekly on 135"],
    ["thứ 2 đến thứ 6 hàng tuần", "weekly on 12345"],
    ["mỗi tuần từ t2-t6", "weekly on 12345"],
    ["chủ nhật nào cũng tập", "weekly on 7"],
    ["mỗi tháng một lần", "monthly"],
    ["hàng tháng", "monthly"],
    ["6 tháng một lần", "monthly /6"],
    ["mỗi tháng 1 lần trong 6 tháng", "monthly 6 months"],
    ["4 buổi liên tiếp mỗi tuần", "weekly 4 times"],
    ["mỗi tuần một lần, 6 lần", "weekly 6 times"],
    ["tuần 2 buổi thứ 3 thứ 5", "weekly on 24"],
    ["3 lần một tuần", "weekly"],
    ["thứ 3 lúc 9h 6 buổi", "weekly on 2 6 times"],
    ["mỗi thứ ba 9h sáng, 6 tuần liên tiếp", "weekly on 2 6 weeks"],
    ["thứ 3 9h sáng trong ba tháng", "weekly on 2 3 months"],
    ["hàng tuần trừ chủ nhật", "weekly"],
    ["mỗi thứ 3 sau giờ làm", "weekly on 2"],
    ["lịch cố định 2-4-6", "weekly on 135"],
    ["lịch 357 lúc 18h", "weekly on 246"],
    ["em muốn học yoga 2-4-6 lúc 6h tối", "weekly on 135"],
    ["1 tuần 3 buổi", "weekly"],
    ["tập 3 tháng thứ 2 4 6", "weekly on 135 3 months"],
    ["khóa 12 buổi thứ 3 thứ 5", "weekly on 24 12 times"],
  ])("%s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  test("the words that say how often are kept with their place", () => {
    const found = findRecurrence("Cho em mỗi Thứ 3 lúc 9h");
    expect(found).toMatchObject({ text: "mỗi Thứ 3", index: 7 });
  });
});

describe("nothing comes back", () => {
  test.each([
    ["Tuesday"],
    ["next Tuesday at 9"],
    ["thứ 3 tuần sau 9h"],
    ["every time I call nobody answers"],
    ["mỗi lần em tới đều đông"],
    ["what are your weekly hours?"],
    ["are you open every day?"],
    ["bạn làm việc mỗi ngày à?"],
    ["mở cửa hàng ngày không"],
    ["do you work every Sunday"],
    ["does she work on Mondays?"],
    ["thứ 3 nào cũng được"],
    ["ngày nào cũng được ạ"],
    ["I'm free every Tuesday"],
    ["em rảnh các thứ 3"],
    ["I can't do Mondays"],
    ["I have headaches every day"],
    ["em đau 2 tuần rồi, thứ 3 khám được không"],
    ["in six weeks"],
    ["6 tuần nữa"],
    ["lần 2"],
    ["tập 3"],
    ["lần thứ 3 em tới"],
    ["3 người thứ 3 lúc 9h"],
    ["9h 3/2"],
    ["500k một người"],
    ["mỗi người 500k"],
    ["giá mỗi tháng bao nhiêu"],
    ["is there a monthly fee"],
    ["gói 10 buổi, thứ 3 hoặc thứ 5 9h"],
    ["room 4 at 9"],
    ["phòng 246"],
    ["tháng 6 em rảnh"],
    ["everyone is coming on Tuesday"],
  ])("%s", (text) => {
    expect(told(text)).toBeNull();
  });
});
