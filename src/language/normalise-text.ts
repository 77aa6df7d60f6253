/** Longest message that is read, in UTF-16 units; the rest is cut, so no pattern meets unbounded input. */
export const MAX_MESSAGE_CHARS = 4000;

// Zero-width and bidi controls hide text from people but not from patterns (UAX #9, UTS #39).
const INVISIBLE =
  /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;
const FULL_WIDTH = /[\uFF01-\uFF5E]/gu;
const FULL_WIDTH_OFFSET = 0xfee0;

/**
 * One spelling for what people type: composed letters, half-width digits and punctuation, single
 * spaces, no invisible controls, at most {@link MAX_MESSAGE_CHARS}. Every other reader expects this.
 */
export const normaliseText = (text: string): string =>
  text
    .slice(0, 2 * MAX_MESSAGE_CHARS)
    .normalize("NFC")
    .replace(INVISIBLE, "")
    .replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, MAX_MESSAGE_CHARS)
    .toWellFormed();

/** Lower case without diacritics (đ → d), so "Bọc sứ" and "boc su" compare equal. */
export const foldVietnamese = (text: string): string =>
  text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").normalize("NFC");
