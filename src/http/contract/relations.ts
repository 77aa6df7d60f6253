import type { Language } from "#src/domain/facts.ts";

/** What fields say about each other; a schema names one in `params.sentence`. */
export const relations = {
  leadOrLeadId: {
    en: "is required: send leadId of a lead you know, or lead with a phone or e-mail",
    vi: "là bắt buộc: hãy gửi leadId của khách đã có, hoặc lead kèm số điện thoại hay e-mail",
  },
  oneLead: {
    en: "must not come together with leadId",
    vi: "không được gửi cùng với leadId",
  },
  slotOrTime: {
    en: "is required: send date and time, or slotId",
    vi: "là bắt buộc: hãy gửi date và time, hoặc slotId",
  },
  slotAndTime: {
    en: "must not come together with slotId",
    vi: "không được gửi cùng với slotId",
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
  reachable: {
    en: "is required: a lead needs a phone or an e-mail",
    vi: "là bắt buộc: khách cần có số điện thoại hoặc e-mail",
  },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

/** Parameters for a refinement of a schema, so that its failure is told in both languages. */
export const sayRelation = (sentence: keyof typeof relations) => ({ sentence });
