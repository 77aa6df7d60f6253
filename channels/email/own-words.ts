import EmailReplyParser from "email-reply-parser";

// The library's patterns take time that grows with the third power of a text's length: 50 ms for this.
const mostChars = 4_000;
const mostLineChars = 300;

/** How Gmail, Apple Mail and Yahoo say it in Vietnamese; a mail program may break the line. */
const WROTE_VI =
  /^[ \t]*(?:Vào|Ngày|Lúc)[ \t][^\n]{4,200}(?:\n[^\n]{0,160})?đã[ \t\n]viết:?[ \t]*$/gmu;
/** How Outlook begins what it quotes: lines of a header, the address often missing. */
const OUTLOOK =
  /^(?:_{5,}[ \t]*\n+)?[ \t>*]*(?:Từ|From)[ \t]*:[^\n]*\n[ \t>*]*(?:Đã gửi|Gửi|Ngày|Sent|Date)[ \t]*:/mu;
const ORIGINAL = /^[ \t]*-{2,}[ \t]*(?:Thư gốc|Tin nhắn gốc|Original Message)[ \t]*-{2,}[ \t]*$/imu;
const SIGNATURE_VI =
  /^(?:(?:Được |Đã )?gửi từ (?:iPhone|iPad|Outlook|điện thoại|Yahoo|Gmail|Samsung|thiết bị|Mail)[^\n]*|Trân trọng(?: cảm ơn)?|Thân ái|Kính thư)[,.!]?[ \t]*$/gimu;

/**
 * What the writer of a letter has said now: without what it quotes and without their signature. Only
 * of its first 4,000 characters when there is something to leave out there.
 */
export const ownWords = (text: string): string => {
  const whole = text
    .normalize("NFC")
    .replace(/\r\n?/gu, "\n")
    .replace(/[ \t\u00A0]+$/gmu, "")
    .replace(/\n{3,}/gu, "\n\n");
  const first = Math.min(startOf(OUTLOOK, whole), startOf(ORIGINAL, whole), mostChars);
  const head = asTheLibraryKnowsIt(whole.slice(0, first));
  const { text: short, restore } = withoutLongLines(head);
  const own = new EmailReplyParser().parseReply(short);
  const nothingLeftOut = own.trim() === short.trim() && first === mostChars;
  return restore(nothingLeftOut ? own + whole.slice(mostChars) : own).trim();
};

const startOf = (pattern: RegExp, text: string): number => {
  const at = text.search(pattern);
  return at === -1 ? text.length : at;
};

/** It knows English, so what is Vietnamese is put as English would be; neither is shown to anybody. */
const asTheLibraryKnowsIt = (text: string): string =>
  text
    // Programs name the hour; people who say that they have written something do not.
    .replace(WROTE_VI, (line) => (/\d:\d\d/u.test(line) ? "\nOn a day, somebody wrote:" : line))
    .replace(SIGNATURE_VI, "--");

/** A long line is neither a quote's first nor a signature, and costs the library most. */
const withoutLongLines = (text: string) => {
  const long: string[] = [];
  const short = text
    .split("\n")
    .map((line) => {
      if (line.length <= mostLineChars || line.startsWith(">")) return line.slice(0, mostLineChars);
      long.push(line);
      return `\u0001${long.length - 1}\u0001`;
    })
    .join("\n");
  const restore = (kept: string): string =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a mark no letter's words can hold.
    kept.replace(/\u0001(\d+)\u0001/gu, (_mark, place: string) => long[Number(place)] ?? "");
  return { text: short, restore };
};
