import { z } from "zod";

import type { Language } from "#src/domain/facts.ts";
import { fieldSentences } from "./contract/field-sentences.ts";

type Sentence = Readonly<Record<Language, string>>;

const required: Sentence = { en: "is required", vi: "là bắt buộc" };

const unknownField: Sentence = {
  en: "is not a field of this request: check its spelling",
  vi: "không phải là trường của yêu cầu này: hãy kiểm tra chính tả",
};

/** What to write instead, by the format that was missed. */
const formats: Readonly<Record<string, Sentence>> = {
  uuid: {
    en: "is not an id: send one this API has answered with",
    vi: "không phải là mã hợp lệ: hãy gửi mã mà API đã trả về",
  },
  email: { en: "is not an e-mail address", vi: "không phải là địa chỉ e-mail" },
  "local-date": {
    en: "must be a date YYYY-MM-DD, such as 2026-10-05",
    vi: "phải là ngày YYYY-MM-DD, ví dụ 2026-10-05",
  },
  "local-time": {
    en: "must be a time HH:MM from 00:00 to 23:59, such as 14:30",
    vi: "phải là giờ HH:MM từ 00:00 đến 23:59, ví dụ 14:30",
  },
  "closing-time": {
    en: "must be a time HH:MM from 00:00 to 24:00, such as 17:30",
    vi: "phải là giờ HH:MM từ 00:00 đến 24:00, ví dụ 17:30",
  },
  "season-date": {
    en: "must be a date YYYY-MM-DD, or MM-DD for every year, that the calendar has",
    vi: "phải là ngày có thật, YYYY-MM-DD, hoặc MM-DD cho mọi năm",
  },
  "reminder-text": {
    en: "must be words, with no blanks but {service}, {time}, {provider}, {location} and {business}",
    vi: "phải là lời nhắn, chỉ gồm các chỗ trống {service}, {time}, {provider}, {location} và {business}",
  },
  "field-name": {
    en: "must be a name in snake_case, such as medical_history",
    vi: "phải là tên dạng snake_case, ví dụ medical_history",
  },
  datetime: {
    en: "must be an instant with offset, such as 2026-10-05T09:00:00+07:00",
    vi: "phải là thời điểm có múi giờ, ví dụ 2026-10-05T09:00:00+07:00",
  },
  "date-or-instant": {
    en: "must be a date YYYY-MM-DD or an instant with offset, such as 2026-10-05T09:00:00+07:00",
    vi: "phải là ngày YYYY-MM-DD hoặc thời điểm có múi giờ, ví dụ 2026-10-05T09:00:00+07:00",
  },
};

const locales = { en: z.locales.en(), vi: z.locales.vi() };

/** Words for what zod found, after the name of the field. */
export const issueSentences =
  (language: Language): z.core.$ZodErrorMap =>
  (issue) => {
    const own = ownSentence(issue);
    return own ? own[language] : locales[language].localeError(issue);
  };

const ownSentence = (issue: z.core.$ZodRawIssue): Sentence | undefined => {
  if (issue.code === "unrecognized_keys") return unknownField;
  if (issue.code === "invalid_type" && issue.input === undefined) return required;
  // Nothing where something must be: an empty text, an empty list.
  if (issue.code === "too_small" && issue.minimum === 1 && issue.origin !== "number")
    return required;
  if (issue.code === "invalid_format") return formats[issue.format];
  if (issue.code !== "custom") return undefined;
  const named: unknown = issue.params?.sentence;
  return Object.entries(fieldSentences).find(([name]) => name === named)?.[1];
};
