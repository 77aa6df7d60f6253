import { describe, expect, test } from "vitest";
import { detectLanguage } from "./detect-language.ts";
import { readOptOut } from "./read-opt-out.ts";
import { type ReplyContext, readReply } from "./read-reply.ts";
import { vi } from "./told-times.ts";

const none: ReplyContext = { ...vi, asked: "none" };
const confirming: ReplyContext = {
  ...vi,
  asked: "confirm_slot",
  choices: [{ id: "tue", label: "Thứ 3, 10/02, 09:00", start: new Date("2026-02-10T02:00:00Z") }],
};

describe("a yes or a no in the words of the chat", () => {
  test.each([
    ["uki", "affirm"],
    ["ukm", "affirm"],
    ["ùa", "affirm"],
    ["vâg ạ", "affirm"],
    ["ô kê em", "affirm"],
    ["dzậy đi", "affirm"],
    ["vậy nha", "affirm"],
    ["book luôn", "affirm"],
    ["lấy cái đó đi", "affirm"],
    ["dạ giữ cái này luôn nha", "affirm"],
    ["giữ chỗ cho e", "affirm"],
    ["dạ e qua được ạ", "affirm"],
    ["🙆‍♀️ ok", "affirm"],
    ["works", "affirm"],
    ["go for it", "affirm"],
    ["y", "affirm"],
    ["n", "deny"],
    ["k ạ", "deny"],
    ["hổng được", "deny"],
    ["giờ đó em bận", "deny"],
    ["sai ngày rồi", "deny"],
    ["sớm quá", "deny"],
    ["dạ em chưa đi được", "deny"],
    ["👎", "deny"],
    ["doesn't suit me", "deny"],
    ["I can't then", "deny"],
    ["that time is bad", "deny"],
    ["em qua được không", "ask"],
    ["bs nào làm", "ask"],
    ["vâng mà cho em hỏi giá", "affirm_but"],
  ])("%s", (text, act) => {
    expect(readReply(text, confirming).act).toBe(act);
  });
});

describe("an answer put off", () => {
  test.each(["lát e nt lại", "mai e báo", "tối e rep nha", "brb", "gimme a sec"])("%s", (text) => {
    expect(readReply(text, confirming).act).toBe("defer");
  });
});

describe("where nothing was asked", () => {
  test.each([
    ["dạ em cảm ơn nhiều ạ", "thanks"],
    ["dạ chào shop", "greet"],
    ["I never said cancel", "keep"],
    ["đừng có huỷ", "keep"],
    ["huỷ lịch thứ 3 rồi đặt lại thứ 5", "reschedule"],
    ["cancel it and rebook for Friday", "reschedule"],
    ["trễ 15p nha", "late"],
    ["em trễ tí", "late"],
    ["running a bit behind", "late"],
    ["cho gặp tư vấn", "human"],
    ["gọi mình với", "human"],
    ["human", "human"],
    ["đừng nhắn tin quảng cáo nữa", "opt_out"],
    ["máu ra hoài ko cầm", "emergency"],
    ["HUY", "cancel"],
    ["i'll stop by at 5", "inform"],
    ["Stop, I meant 10", "inform"],
  ])("%s", (text, act) => {
    expect(readReply(text, none).act).toBe(act);
  });

  test.each([
    "sau khi cấp cứu về em muốn khám răng",
    "chi nhánh gần bệnh viện cấp cứu",
  ])("“%s” is no emergency", (text) => {
    expect(readReply(text, none).act).not.toBe("emergency");
  });
});

test.each([
  "STOP 🛑",
  "“Stop.”",
  "ＳＴＯＰ",
  "s\u200Btop",
  "please stop!",
])("“%s” is the keyword however it is dressed", (text) => {
  expect(readOptOut(text)).toBe(true);
});

describe("a wish measured from the offer", () => {
  test.each([
    ["cùng giờ thứ 5", { direction: "same" }],
    ["giờ đó nhưng thứ 5", { direction: "same" }],
    ["thứ 5 giờ như vậy", { direction: "same" }],
    ["same time on Thursday", { direction: "same" }],
    ["same time next week", { direction: "same" }],
    ["sớm hơn 1h", { direction: "earlier", minutes: 60 }],
    ["an hour and a half later", { direction: "later", minutes: 90 }],
    ["hôm sau được không", { direction: "later", minutes: 1440 }],
    ["the day before", { direction: "earlier", minutes: 1440 }],
    ["lùi 1 tuần", { direction: "later", minutes: 10_080 }],
    ["sớm hơn chút", { direction: "earlier" }],
    ["too early", { direction: "later" }],
  ])("%s", (text, relative) => {
    const reply = readReply(text, confirming);
    expect(reply).toMatchObject({ relative });
    expect(reply.act).not.toBe("affirm");
  });
});

test.each([
  ["bao nhiu tien", "vi"],
  ["hong biet nua", "vi"],
  ["book giúp em", "vi"],
  ["em o quan 7", "vi"],
  ["teeth whitening", "en"],
  ["tmrw", "en"],
  ["Café", null],
  ["👍", null],
  ["9️⃣", null],
] as const)("“%s” is written in %s", (text, language) => {
  expect(detectLanguage(text)).toBe(language);
});

describe("a move, whatever is named as what is moved", () => {
  test.each([
    "could you push tomorrow's massage to Friday",
    "please move Monday's cleaning to the afternoon",
    "reschedule today's checkup",
    "can we shift the checkup to 3pm",
    "chuyển buổi nhổ răng qua thứ 6",
    "dời suất massage sang chiều mai giúp em",
    "chị chuyển giúp em ca tẩy trắng sang ngày 12/2",
  ])("%s", (text) => {
    expect(readReply(text, none).act).toBe("reschedule");
  });

  test.each([
    "chuyển khoản trước mai được không",
    "I want to move to Hanoi next year",
    "bring my son to the clinic on Monday",
  ])("%s is none", (text) => {
    expect(readReply(text, none).act).not.toBe("reschedule");
  });
});

describe("a question is let go and the yes stands", () => {
  test.each([
    "never mind, yes please",
    "forget it. yes, go ahead",
    "thôi bỏ qua đi, chốt giờ này nha",
    "kệ đi. đồng ý",
  ])("%s", (text) => {
    expect(readReply(text, confirming).act).toBe("affirm");
  });

  test.each([
    "never mind",
    "never mind, thanks",
    "thôi bỏ qua đi ạ",
    "forget it",
  ])("%s is no yes", (text) => {
    expect(readReply(text, confirming).act).not.toBe("affirm");
  });
});

test.each([
  "tôi sẽ khiếu nại lên giám đốc",
  "em muốn phàn nàn về thái độ phục vụ",
  "cho tôi làm việc với sếp của bạn",
  "I want to make a formal complaint",
  "I am going to complain to the owner",
])("%s is for people", (text) => {
  expect(readReply(text, none).act).toBe("human");
});

test.each([
  ["được thì được mà mắc quá, có giờ khác không", "affirm_but"],
  ["ok thì ok nhưng xa quá", "affirm_but"],
  ["rảnh thì em nhắn", "defer"],
  ["tới được thì chị báo nha", "defer"],
])("%s: %s", (text, act) => {
  expect(readReply(text, confirming).acts).toContain(act);
  expect(readReply(text, confirming).act).not.toBe("affirm");
});

describe("something else in the place of what stands", () => {
  test.each([
    ["same time on Thursday instead?", none, true],
    ["could I come at 3pm tomorrow instead", none, true],
    ["thay vào đó thứ 5 lúc 10h được không", none, true],
    ["can my sister come instead?", none, false],
    ["Thursday at 10 instead", { ...confirming, asked: "choose_slot" as const }, false],
  ])("%s", (text, context, moves) => {
    expect(readReply(text, context).acts.includes("reschedule")).toBe(moves);
  });
});

describe("a number of people is no wish for one", () => {
  test.each([
    ["vâng, đặt cho một người", false],
    ["giữ chỗ cho một người thôi", false],
    ["cho em nói chuyện với một người đi", true],
    ["cho gặp nhân viên", true],
  ])("%s", (text, asksForOne) => {
    expect(readReply(text, confirming).acts.includes("human")).toBe(asksForOne);
  });
});
