import { describe, expect, test } from "vitest";
import { type ReplyContext, readReply } from "./read-reply.ts";

const choices = [
  {
    id: "tue",
    label: "Thứ 3, 10/02, 09:00",
    start: new Date("2026-02-10T02:00:00Z"),
    provider: "BS Nguyễn Văn An",
  },
  {
    id: "thu",
    label: "Thứ 5, 12/02, 14:00",
    start: new Date("2026-02-12T07:00:00Z"),
    provider: "BS Trần Thị Lan",
  },
  {
    id: "sat",
    label: "Thứ 7, 14/02, 16:00",
    start: new Date("2026-02-14T09:00:00Z"),
    provider: "BS Lê Minh",
  },
];
const base: ReplyContext = {
  now: new Date("2026-02-05T03:00:00Z"),
  zone: "Asia/Ho_Chi_Minh",
  locale: "vi",
  openHours: { fromMinute: 480, toMinute: 1200 },
};
const confirming: ReplyContext = { ...base, asked: "confirm_slot", choices: choices.slice(0, 1) };
const choosing: ReplyContext = { ...base, asked: "choose_slot", choices };
const cancelling: ReplyContext = { ...base, asked: "confirm_cancel", choices: choices.slice(0, 1) };

describe("a yes to the one slot that was shown", () => {
  test.each([
    "vâng",
    "Vâng ạ",
    "dạ",
    "dạ được ạ",
    "ừ",
    "ok",
    "oke em",
    "oki nha",
    "được",
    "dc a",
    "đồng ý",
    "dong y",
    "xac nhan",
    "Đúng rồi ạ",
    "chuẩn",
    "có",
    "chốt nhé",
    "ok cảm ơn em",
    "👍",
    "9h cũng được",
    "Vâng, tôi xác nhận ngày T3 lúc 9h",
    "ok thu 3 9h nhe",
    "yes",
    "yeah sure",
    "Yep!",
    "that works for me",
    "sounds good",
    "Perfect, see you then!",
    "please confirm",
    "yes, Tuesday at 9 is fine",
    "I confirm",
    "Yes. Where exactly are you?",
  ])("%s", (text) => {
    expect(readReply(text, confirming)).toMatchObject({ act: "affirm", choice: { id: "tue" } });
  });
});

describe("no yes, however friendly it sounds", () => {
  test.each([
    ["được không?", "ask"],
    ["dc ko shop", "ask"],
    ["ok không em", "ask"],
    ["is that ok?", "ask"],
    ["vâng nhưng 10h được không", "affirm_but"],
    ["ok thế còn thứ 5", "affirm_but"],
    ["ok 10h nhé", "affirm_but"],
    ["yes at 10", "affirm_but"],
    ["yes but can we do 3pm", "affirm_but"],
    ["yes if Dr Lan is there", "affirm_but"],
    ["ok, giá bao nhiêu vậy", "affirm_but"],
    ["vâng, thứ 5 lúc 9h", "affirm_but"],
    ["không", "deny"],
    ["ko", "deny"],
    ["Dạ k được ạ", "deny"],
    ["chưa được em ơi", "deny"],
    ["nope", "deny"],
    ["no, 10am instead", "deny"],
    ["that doesn't work for me", "deny"],
    ["không đồng ý", "deny"],
    ["ok để xem đã", "defer"],
    ["vâng để em hỏi chồng đã", "defer"],
    ["let me think about it", "defer"],
    ["chắc là được", "defer"],
    ["maybe", "defer"],
    ["I'm not sure", "defer"],
    ["confirm what?", "ask"],
    ["right, how much is it?", "affirm_but"],
    ["em muốn xác nhận lại giá trước", "inform"],
    ["I haven't confirmed", "inform"],
    ["yeah no", "deny"],
    ["đặt cho em thứ 6", "affirm_but"],
    ["nếu được thì em lấy", "inform"],
    ["chào shop", "greet"],
    ["em cảm ơn", "thanks"],
  ])("%s", (text, act) => {
    expect(readReply(text, confirming).act).toBe(act);
  });
});

describe("a pick from what was shown", () => {
  test.each([
    ["2", "thu"],
    ["số 2 nhé", "thu"],
    ["cái thứ hai", "thu"],
    ["the second one", "thu"],
    ["the first", "tue"],
    ["The second, please", "thu"],
    ["I'll take the third", "sat"],
    ["ok the last", "sat"],
    ["lựa chọn đầu tiên", "tue"],
    ["cái cuối cùng", "sat"],
    ["the later one", "sat"],
    ["cái sớm nhất", "tue"],
    ["T3 9h", "tue"],
    ["Tôi chọn thứ 3 lúc 9h", "tue"],
    ["thu 5 nha", "thu"],
    ["14h", "thu"],
    ["9", "tue"],
    ["bác sĩ Lan", "thu"],
    ["lấy cái 14/2", "sat"],
    ["Thursday works", "thu"],
    ["chiều thứ 7", "sat"],
    ["giờ nào cũng được", "tue"],
  ])("%s", (text, id) => {
    expect(readReply(text, choosing)).toMatchObject({ act: "choose", choice: { id } });
  });

  test("a bare yes to three choices must be asked which", () => {
    expect(readReply("vâng", choosing).choice).toEqual({ ambiguous: ["tue", "thu", "sat"] });
  });

  test("a number that is a line and an hour of another choice is ambiguous", () => {
    expect(readReply("2", { ...choosing, choices: choices.toReversed() }).choice).toEqual({
      id: "thu",
    });
    const shifted = [...choices.slice(1), ...choices.slice(0, 1)];
    expect(readReply("2", { ...choosing, choices: shifted }).choice).toEqual({
      ambiguous: ["sat", "thu"],
    });
  });

  test("a weekday names the offered day also when it lies in a later week", () => {
    const later = [
      { id: "far", label: "Thứ 3, 17/02, 09:00", start: new Date("2026-02-17T02:00:00Z") },
    ];
    expect(readReply("ok thứ 3 9h", { ...confirming, choices: later }).act).toBe("affirm");
  });

  test("a time nobody offered picks nothing", () => {
    expect(readReply("thứ 6 lúc 8h", choosing).choice).toBeUndefined();
  });
});

describe("changing and undoing", () => {
  test.each([
    ["Tôi không thể đi được ngày 10, có thể thay đổi không?", "reschedule"],
    ["Thay đổi", "reschedule"],
    ["cho em doi lich qua thu 5 tuan sau", "reschedule"],
    ["dời qua tuần sau được không", "reschedule"],
    ["Something came up, can we move it to Friday?", "reschedule"],
    ["I can't make it on Tuesday", "reschedule"],
    ["Tôi không cần appointment nữa", "cancel"],
    ["huy lich giup em", "cancel"],
    ["huỷ", "cancel"],
    ["can I cancel?", "cancel"],
    ["I no longer need the appointment", "cancel"],
    ["hủy có mất phí không", "ask"],
    ["what's your cancellation policy?", "ask"],
    ["đừng huỷ", "keep"],
    ["em vẫn đi nha", "keep"],
    ["please don't cancel it", "keep"],
  ])("%s", (text, act) => {
    expect(readReply(text, { ...base, asked: "none" }).act).toBe(act);
  });

  test.each([
    ["có", "affirm"],
    ["xác nhận hủy", "affirm"],
    ["huỷ đi", "affirm"],
    ["yes cancel it", "affirm"],
    ["Giữ lại", "keep"],
    ["không, giữ lại nhé", "keep"],
    ["no keep it", "keep"],
    ["không", "deny"],
    ["đổi sang thứ 5 thôi", "reschedule"],
  ])("asked whether to cancel, “%s” is %s", (text, act) => {
    expect(readReply(text, cancelling).act).toBe(act);
  });
});

describe("what comes before any booking talk", () => {
  test.each([
    ["STOP", "opt_out"],
    ["HỦY NHẬN TIN", "opt_out"],
    ["huy nhan tin", "opt_out"],
    ["đừng nhắn tin cho tôi nữa", "opt_out"],
    ["stop texting me", "opt_out"],
    ["cho gặp nhân viên", "human"],
    ["toi muon gap nguoi that", "human"],
    ["can I talk to a real person", "human"],
    ["gọi lại cho em", "human"],
    ["răng em chảy máu không cầm được", "emergency"],
    ["kho tho qua", "emergency"],
    ["I can't breathe", "emergency"],
    ["my gum is bleeding and it won't stop", "emergency"],
    ["em tới trễ 15 phút nha", "late"],
    ["stuck in traffic", "late"],
  ])("%s", (text, act) => {
    expect(readReply(text, base).act).toBe(act);
  });

  test.each([
    "huỷ lịch",
    "không bị khó thở",
    "what is your emergency contact?",
    "tôi muốn gặp bác sĩ Lan",
  ])("“%s” is none of them", (text) => {
    expect(["opt_out", "emergency", "human"]).not.toContain(readReply(text, base).act);
  });
});

describe("a wish measured from the offer", () => {
  test.each([
    ["sớm hơn được không", { direction: "earlier" }],
    ["sáng hơn được không", { direction: "earlier" }],
    ["muộn hơn một tiếng", { direction: "later", minutes: 60 }],
    ["trễ hơn 30 phút được không", { direction: "later", minutes: 30 }],
    ["ngày khác đi", { direction: "other" }],
    ["anything earlier?", { direction: "earlier" }],
    ["do you have another day", { direction: "other" }],
  ])("%s", (text, relative) => {
    expect(readReply(text, confirming)).toMatchObject({ relative });
    expect(readReply(text, confirming).act).not.toBe("affirm");
  });
});
