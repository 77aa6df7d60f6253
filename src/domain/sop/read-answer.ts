import type { SopQuestion } from "./sop.ts";

type Shape = Pick<SopQuestion, "type" | "options" | "range">;

const longest = 1_000;
const yes = ["yes", "true", "có", "vâng", "rồi", "đúng"];
const no = ["no", "false", "không", "chưa"];
const date = /^(19|20)\d\d-\d\d-\d\d$/;
const digits = /^[+-]?\d{1,12}(\.\d{1,6})?$/;
const e164 = /^\+[1-9]\d{7,14}$/;
const address = /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/;

/** An answer in the one form it is stored in; null when it is no answer of this type. */
export const readAnswer = (question: Shape, said: string): string | null => {
  const text = said.normalize("NFC").trim();
  if (text === "" || text.length > longest) return null;
  return readers[question.type](text, question);
};

const matching =
  (pattern: RegExp, most: number) =>
  (text: string): string | null =>
    text.length <= most && pattern.test(text) ? text : null;

const readYesNo = (text: string): string | null => {
  const word = text.toLowerCase();
  if (yes.includes(word)) return "yes";
  return no.includes(word) ? "no" : null;
};

const readChoice = (text: string, { options }: Shape): string | null => {
  const word = text.toLowerCase();
  const chosen = options.find(
    ({ key, label }) =>
      key === text || Object.values(label).some((one) => one.toLowerCase() === word),
  );
  return chosen?.key ?? null;
};

const readNumber = (text: string, { range }: Shape): string | null => {
  const value = Number(text);
  if (!digits.test(text)) return null;
  const fits = value >= (range?.least ?? -Infinity) && value <= (range?.most ?? Infinity);
  return fits ? String(value === 0 ? 0 : value) : null;
};

const readDate = (text: string): string | null => {
  const ms = date.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // 2026-02-30 is read as a day of March.
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text) ? text : null;
};

const readers: Readonly<Record<SopQuestion["type"], (text: string, of: Shape) => string | null>> = {
  yes_no: readYesNo,
  text: (text) => text,
  choice: readChoice,
  number: readNumber,
  date: readDate,
  phone: matching(e164, 16),
  email: (text) => matching(address, 200)(text.toLowerCase()),
};
