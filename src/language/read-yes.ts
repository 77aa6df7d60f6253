import { BLANK } from "./blank-times.ts";
import { blankMarks, findMark } from "./mark-message.ts";
import { pattern } from "./pattern.ts";
import type { Mark } from "./reply-lexicon.ts";

// May stand before a yes without weakening it: "dạ em ok", "oh great, yes".
const BEFORE_YES = pattern(
  "dạ|vâng|à|ừ|em|anh|chị|mình|tôi|thì|vậy|thế|là|cũng|ơi|shop|bạn|rồi|ok|chào|thấy|ngày|hôm|lúc|giờ đó|đó|này|lịch|cái|khung",
  "oh|ah|well|um|so|and|hi|hello|hey|ok|okay|great|yes|yeah|yep|sure|all|it's|that's|that is|it is|this is|thank you|thanks|perfect|good|i|i'm|am|very|at|on|the|for|then|please|a",
);
const SMALL_WORDS = pattern(
  "dạ|vâng|ạ|nhé|nha|nhe|luôn|đi|em|anh|chị|mình|tôi|bạn|shop|ơi|thì|vậy|thế|là|cho|giúp|với|lịch|hẹn|lịch hẹn|ngày|giờ|lúc|vào|đó|này|đấy|rồi|cũng|nhiều|nghe|ad|bác sĩ|và|của|tôi chọn|sẽ|đến",
  "please|i|i'm|it|it's|that|that's|this|is|the|to|me|my|for|you|so|very|and|then|at|on|a|an|with|of|would|will|be|much|all|appointment|booking|just|also|do|am|one|time|day",
);
const UNSPOKEN = new RegExp(
  `${BLANK}|\\p{Extended_Pictographic}|[\\u200D\\uFE0F]|\\p{Emoji_Modifier}|[♀♂]`,
  "gu",
);
/** More unknown words than this beside a mere "ok" say something a yes does not cover. */
const SPARE_WORDS = 3;

/** "Dạ" opens whatever is said politely: it agrees only where nothing else is said. */
const POLITE = /^(?:dạ|da)$/iu;

const startsClause = (text: string, start: number): boolean =>
  /(?:^|[.,!?;:(\n-]) *$/u.test(
    text.slice(0, start).replace(BEFORE_YES, "").replace(UNSPOKEN, "").replace(/ +/gu, " "),
  );

/** "Confirm what?" asks; "yes. Where is it?" agrees first. */
const asksInClause = (text: string, start: number, language: "vi" | "en" | null): boolean => {
  const before = text.slice(0, start).search(/[^.,!?;]*$/u);
  const clause = /^[^.,!;?]*\??/u.exec(text.slice(before))?.[0] ?? "";
  return clause.endsWith("?") || findMark(clause, "ask", language).length > 0;
};

const unknownWords = (text: string, language: "vi" | "en" | null): number => {
  const known: readonly Mark[] = ["confirm", "yes", "ack", "thanks", "greet", "no_trouble"];
  const rest = blankMarks(text, known, language).replace(SMALL_WORDS, " ");
  return rest.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
};

/**
 * How clearly a message says yes, before its doubts and conditions are weighed: `firm` stands
 * beside a question ("yes. where is it?"), `plain` only when nothing else is said ("ok").
 * `text` has the times it names blanked out.
 */
export const readYes = (
  text: string,
  language: "vi" | "en" | null,
): "firm" | "plain" | "weak" | null => {
  const heads = (mark: Mark) =>
    findMark(text, mark, language).filter(({ start }) => startsClause(text, start));
  const firm = [...findMark(text, "confirm", language), ...heads("yes")];
  if (firm.length > 0) {
    return firm.some(({ start }) => !asksInClause(text, start, language)) ? "firm" : "weak";
  }
  const acks = heads("ack");
  if (acks.length === 0) return null;
  const isPolite = acks.every(({ start, end }) => POLITE.test(text.slice(start, end)));
  return unknownWords(text, language) <= (isPolite ? 0 : SPARE_WORDS) ? "plain" : "weak";
};
