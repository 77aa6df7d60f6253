import type { Language } from "#src/domain/facts.ts";

const vi = {
  title: "Vài câu hỏi trước buổi hẹn",
  intro: "Bạn trả lời những gì mình biết; phần còn lại có thể điền sau bằng chính liên kết này.",
  needed: "Cần có trước khi giữ lịch",
  yes: "Có",
  no: "Không",
  save: "Lưu câu trả lời",
  wrong: "Có câu trả lời chưa đúng. Chưa có gì được lưu; bạn xem lại các ô được đánh dấu nhé.",
  nothing: "Bạn trả lời ít nhất một câu nhé.",
  saved: "Đã lưu câu trả lời",
  thanks: "Cảm ơn bạn. Chúng tôi đã nhận được câu trả lời.",
  more: "Trả lời các câu còn lại",
  done: "Không còn câu hỏi nào",
  doneText: "Bạn đã trả lời đủ. Hẹn gặp bạn.",
};

const en: typeof vi = {
  title: "A few questions before your visit",
  intro: "Answer what you can; the rest can follow later through this same link.",
  needed: "Needed before we can keep a time for you",
  yes: "Yes",
  no: "No",
  save: "Save answers",
  wrong:
    "Some answers are not right yet. Nothing has been saved; please look at the marked fields.",
  nothing: "Please answer at least one question.",
  saved: "Your answers are saved",
  thanks: "Thank you. We have your answers.",
  more: "Answer the other questions",
  done: "No questions are left",
  doneText: "You have answered everything. See you soon.",
};

/** What the page of an intake form says. */
export const intakeWords: Readonly<Record<Language, typeof vi>> = { vi, en };
