import type { Language } from "#src/domain/facts.ts";

/** What is wrong with a field beyond its form; a schema names one in `params.sentence`. */
export const fieldSentences = {
  leadOrLeadId: {
    en: "is required: send leadId of a lead you know, or lead with a phone or e-mail",
    vi: "là bắt buộc: hãy gửi leadId của khách đã có, hoặc lead kèm số điện thoại hay e-mail",
  },
  replayPrompt: {
    en: "must be the name of a prompt of GET /replay-choices",
    vi: "phải là name của một prompt trong GET /replay-choices",
  },
  replayModel: {
    en: "must be the name of a model of GET /replay-choices",
    vi: "phải là tên một mô hình trong GET /replay-choices",
  },
  oneLead: {
    en: "must not come together with leadId",
    vi: "không được gửi cùng với leadId",
  },
  slotOrTime: {
    en: "is required: send date and time, start, or slotId",
    vi: "là bắt buộc: hãy gửi date và time, start, hoặc slotId",
  },
  slotAndTime: {
    en: "must not come together with slotId",
    vi: "không được gửi cùng với slotId",
  },
  startAlone: {
    en: "must not come together with slotId, date or time",
    vi: "không được gửi cùng với slotId, date hay time",
  },
  overnamed: {
    en: "must not name more people than participants",
    vi: "không được có nhiều người hơn participants",
  },
  timeNeedsDate: { en: "needs a date beside it", vi: "cần có date đi kèm" },
  dateNeedsTime: { en: "needs a time beside it", vi: "cần có time đi kèm" },
  dayOrRange: {
    en: "is required: send date, or from and to",
    vi: "là bắt buộc: hãy gửi date, hoặc from và to",
  },
  dayAndRange: {
    en: "must not come together with date",
    vi: "không được gửi cùng với date",
  },
  analyticsRange: {
    en: "must not be before from, nor more than 732 days after it",
    vi: "không được trước from, cũng không được sau from quá 732 ngày",
  },
  reachable: {
    en: "is required: a lead needs a phone or an e-mail",
    vi: "là bắt buộc: khách cần có số điện thoại hoặc e-mail",
  },
  phone: {
    en: "is not a phone number that can be called: send it with its country code, such as +84901234567",
    vi: "không phải là số điện thoại gọi được: hãy gửi kèm mã quốc gia, ví dụ +84901234567",
  },
  serviceDecides: {
    en: "is not how long this service takes: leave it out, or send duration_minutes of the service",
    vi: "không đúng thời lượng của dịch vụ: hãy bỏ trống, hoặc gửi duration_minutes của dịch vụ",
  },
  rangeLength: {
    en: "must lie after from, by 31 days at most",
    vi: "phải sau from, và cách nhiều nhất 31 ngày",
  },
  batchLength: {
    en: "must lie after from, by 62 days at most",
    vi: "phải sau from, và cách nhiều nhất 62 ngày",
  },
  batchSize: {
    en: "asks for more than one answer holds: take fewer days, services or rows, or less detail",
    vi: "yêu cầu nhiều hơn một câu trả lời chứa được: hãy bớt ngày, dịch vụ, số dòng, hoặc chi tiết",
  },
  afterFrom: { en: "must lie after fromMinute", vi: "phải sau fromMinute" },
  seasonOrder: {
    en: "must have the form of from, and lie on or after it when both are whole dates",
    vi: "phải cùng dạng với from, và không trước from khi cả hai là ngày đầy đủ",
  },
  unknownOption: {
    en: "is not an option of this channel: see its options in GET /channels",
    vi: "không phải tùy chọn của kênh này: hãy xem options trong GET /channels",
  },
  listRange: {
    en: "must be a date on or after from, 366 days later at most",
    vi: "phải là ngày không trước from, và cách nhiều nhất 366 ngày",
  },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

export type FieldSentence = keyof typeof fieldSentences;

/** Parameters for a refinement of a schema, so that its failure is told in both languages. */
export const saying = (sentence: FieldSentence) => ({ sentence });
