import { normaliseText } from "./normalise-text.ts";
import { toMatchable } from "./pattern.ts";
import { readOptOut } from "./read-opt-out.ts";

/** What somebody wants to be written about, of our own accord, or no more. */
export interface ContactWish {
  readonly purpose: "all" | "reminders" | "marketing";
  readonly wanted: boolean;
}

const REMINDERS = /nhắc|nhac lich|nhac hen|remind/u;
const MARKETING =
  /quảng cáo|quang cao|\bqc\b|khuyến mãi|khuyến mại|khuyen mai|ưu đãi|uu dai|tiếp thị|promo|offers?\b|\bads?\b|marketing|advert|newsletter|deals?\b/u;

const POLITE = String.raw`[\s"'“”*.!,]|please|pls|ạ|nha|nhé|nhe|giúp|giup|dùm|với|em|anh|chị|mình|tôi|shop|dạ|vâng|lại|lai|nữa|nua|cho|xin|muốn|muon|hãy|\p{Extended_Pictographic}|️`;
const whole = (core: string): RegExp =>
  new RegExp(`^(?:${POLITE})*(?:${core})(?:${POLITE})*$`, "u");

const REMINDERS_OFF = whole(
  "(?:(?:đừng|dung|không cần|khong can|thôi|tắt|tat|ngừng|ngưng|dừng|hủy|huy|từ chối|tu choi|tc) ?(?:gửi |nhắn |tin |nhận )*(?:nhắc|nhac)(?: (?:nhở|lịch|lich|hẹn|hen|tin))*)|(?:stop|no|no more|turn off|don't send me|do not send me|without)(?: (?:the|any|sending|sending me|me))* reminders?|(?:stop|quit) reminding me|don't remind me(?: any ?more)?",
);
const REMINDERS_ON = whole(
  "(?:bật|bat|nhận|nhan|đăng ký|dang ky|gửi) ?(?:nhận |nhan |tin |lại )*(?:nhắc|nhac)(?: (?:nhở|lịch|lich|hẹn|hen|tin|lại))*|(?:start|turn on|send me|resume)(?: (?:the|sending|me))* reminders?(?: again)?|remind me again",
);
const MARKETING_ON = whole(
  "(?:đăng ký|dang ky|nhận|nhan|gửi) ?(?:nhận |nhan |tin |thông báo |em )*(?:khuyến mãi|khuyến mại|khuyen mai|ưu đãi|uu dai|quảng cáo|quang cao)|(?:send me|subscribe to|sign me up for|opt ?in to)(?: (?:the|your|more))* (?:offers?|promotions?|promos?|deals?|newsletters?|marketing)",
);
const ALL_ON = whole(
  "start|unstop|resubscribe|subscribe|opt ?in|(?:đăng ký|dang ky|nhận|nhan|bật|bat)(?: (?:nhận|nhan))? ?(?:tin|tin nhắn|tin nhan|nhắn tin|nhan tin)",
);

/**
 * What a whole message asks for about being written to; null: nothing of that. Words that stop one
 * kind stop that kind only. The words that stop everything are `readOptOut`'s and readReply's.
 */
export const readContactWish = (text: string): ContactWish | null => {
  const said = toMatchable(normaliseText(text));
  if (REMINDERS_OFF.test(said)) return { purpose: "reminders", wanted: false };
  if (REMINDERS_ON.test(said)) return { purpose: "reminders", wanted: true };
  if (MARKETING_ON.test(said)) return { purpose: "marketing", wanted: true };
  if (ALL_ON.test(said)) return { purpose: "all", wanted: true };
  return readOptOut(text) ? { purpose: "all", wanted: false } : null;
};

/**
 * What a refusal to be written to is about: of one kind where it names one. Who gets no offers and
 * calls what comes advertising means all of it.
 */
export const refusedPurpose = (text: string, getsOffers: boolean): ContactWish["purpose"] => {
  const said = toMatchable(normaliseText(text));
  if (MARKETING.test(said)) return getsOffers ? "marketing" : "all";
  return REMINDERS.test(said) ? "reminders" : "all";
};
