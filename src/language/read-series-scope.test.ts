import { describe, expect, test } from "vitest";
import { readSeriesScope } from "./read-series-scope.ts";

describe("a change of one booking of a series", () => {
  test.each([
    ["just this one"],
    ["only this one please"],
    ["this one only"],
    ["only next Tuesday's"],
    ["just cancel this one"],
    ["just the one on the 10th"],
    ["only this week"],
    ["just tomorrow's"],
    ["Not all of them, just this one"],
    ["not the whole series, only this session"],
    ["a single session"],
    ["leave the rest, only change this one"],
    ["buổi này thôi còn mấy buổi kia giữ nguyên"],
    ["chỉ buổi này"],
    ["chi buoi nay thoi"],
    ["buổi này thôi ạ"],
    ["riêng buổi thứ 3 tuần sau"],
    ["mỗi hôm đó thôi"],
    ["chỉ đổi buổi này thôi nha"],
    ["em chỉ hủy một buổi"],
    ["tuần này thôi ạ"],
    ["chỉ thứ 3 tuần này"],
    ["1 buổi thôi"],
    ["không phải tất cả, chỉ buổi này"],
    ["đừng hủy hết, buổi này thôi"],
  ])("%s", (text) => {
    expect(readSeriesScope(text)).toBe("one");
  });
});

describe("a change from one booking on", () => {
  test.each([
    ["this and the following"],
    ["this one and all future ones"],
    ["this and all following sessions"],
    ["from this one on"],
    ["from next Tuesday onwards"],
    ["from now on"],
    ["all future appointments"],
    ["this and all after"],
    ["this Tuesday onwards"],
    ["the rest of the series"],
    ["từ buổi này trở đi"],
    ["tu buoi nay tro di nhe"],
    ["buổi này và các buổi sau"],
    ["kể từ tuần sau trở đi"],
    ["các buổi còn lại"],
    ["từ thứ 3 tuần sau về sau luôn"],
    ["tất cả các buổi sau"],
  ])("%s", (text) => {
    expect(readSeriesScope(text)).toBe("following");
  });
});

describe("a change of the whole series", () => {
  test.each([
    ["all of them"],
    ["All"],
    ["the whole series"],
    ["the entire series please"],
    ["every session"],
    ["cancel everything"],
    ["all my bookings"],
    ["tất cả"],
    ["tat ca luon nhe"],
    ["hết luôn các buổi"],
    ["mọi buổi"],
    ["huỷ hết đi em"],
    ["toàn bộ"],
    ["cả 6 buổi"],
    ["hủy tất"],
    ["cả khoá luôn"],
    ["đổi hết ạ"],
    ["hủy các buổi này"],
  ])("%s", (text) => {
    expect(readSeriesScope(text)).toBe("all");
  });
});

describe("no scope is said", () => {
  test.each([
    ["yes please"],
    ["Tuesday at 9"],
    ["that's all, thanks"],
    ["I'm free all day"],
    ["not at all"],
    ["all good"],
    ["just a second"],
    ["just one more question"],
    ["only 9am works"],
    ["only Tuesday works for me"],
    ["I just want to ask about prices"],
    ["hết chỗ rồi à"],
    ["còn chỗ không hay hết giờ rồi"],
    ["buổi sáng ạ"],
    ["thứ 3 lúc 9h"],
    ["quận 3"],
    ["tất cả bao nhiêu tiền"],
    ["how much is it all together"],
    ["lần 2"],
    ["all of them except this one"],
    ["tất cả trừ buổi này"],
    ["this one only or all of them?"],
    ["dời giúp em sang 10h"],
  ])("%s", (text) => {
    expect(readSeriesScope(text)).toBeNull();
  });
});
