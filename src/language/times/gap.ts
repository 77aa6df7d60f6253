import { pattern } from "../pattern.ts";

// Words that may stand between the parts of one expression without ending it.
const FILLER = pattern(
  "vào|lúc|ngày|hôm|buổi|khoảng|tầm|cỡ|của|trong|thì|là|nhé|nha|ạ|đi|em|anh|chị|mình|tôi|cũng|giờ|có|ca|cái|khung|chỗ",
  "at|on|in|the|of|for|around|about|like|approximately|please|maybe|say|some ?time|any ?time|this|that|it|is|would|be|at the|in the|@|a|an|my|morning's|best|exactly|sharp",
);
const PRONOUNS = pattern(
  "'s|thì|là|lại|em|anh|chị|mình|tôi|tớ|cháu|con|e|a|c|m|mà|cũng|mắc|phải|i|i'm|we|that|it|am|is|are|đang|bị|có|ngày|hôm|on|at|for|me|day",
);
const STANDS_ALONE =
  /^ *(?:$|[,;!?)–~-]|\.(?!\d)|(?:nha|nhé|nhe|ạ|a|được|duoc|dc|đc|thì|thi|đi|di|please|pls|if|is|would|will|works?|and|or|hoặc|hoac|hay|và|va|then|instead|to|until|till|đến|den|sharp|ok|thanks|with|for|on|over|every|each|mỗi|moi|hàng|hằng|hang|trong)(?![\p{L}\p{N}]))/u;

const isOnly = (gap: string, words: RegExp, punctuation: RegExp): boolean =>
  gap.replace(words, "").replace(punctuation, "") === "";

/** Whether two pieces belong to one expression: only filler words between them. */
export const isTight = (gap: string): boolean => isOnly(gap, FILLER, /[ ,.:()]/gu);

/** As {@link isTight}, but a comma or a full stop separates. */
export const isUnbroken = (gap: string): boolean => isOnly(gap, FILLER, / /gu);

/** Whether only "I", "that" and the like stand between a day and what is said of it ("thứ 2 em … bận"). */
export const isSaidOf = (gap: string): boolean =>
  isOnly(gap, PRONOUNS, / /gu) || isOnly(gap, FILLER, / /gu);

/** Whether a bare number can be an hour here: nothing countable follows it. */
export const standsAlone = (rest: string): boolean => STANDS_ALONE.test(rest);
