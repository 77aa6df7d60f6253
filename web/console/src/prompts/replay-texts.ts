import { defineTexts } from "../texts/language.ts";

export const replayTexts = defineTexts({
  vi: {
    title: "Chạy lại",
    note: "Cùng tin nhắn, cùng dữ liệu lúc đó, với prompt hoặc mô hình khác. Không đặt lịch, không gửi tin, không báo ai.",
    prompt: "Prompt",
    model: "Mô hình",
    run: "Chạy lại",
    notRecorded:
      "Lượt này không có bản ghi để chạy lại: nó quá cũ, quá lớn, hoặc việc ghi đang tắt (REPLAY_DAYS).",
    embedded:
      "Mô hình embedded không đọc prompt: đổi prompt không đổi câu trả lời. Khai OPENAI_API_KEY hoặc OPENAI_BASE_URL để thử prompt.",
    before: "Lúc đó",
    after: "Chạy lại",
    difference: "Khác ở đâu",
    same: "Từng chữ giống nhau.",
    nothingSaid: "Không gửi gì.",
    calls: "Đã gọi",
    noCalls: "Không gọi công cụ nào.",
    parted: "Rẽ ở đây",
    partedLong: (tool: string) =>
      `Nó muốn gọi ${tool} với tham số chưa ai ghi lại. Không ai biết công cụ sẽ trả lời gì, nên lần chạy dừng ở đây.`,
  },
  en: {
    title: "Replay",
    note: "The same messages and the facts of then, with another prompt or model. Nothing is booked, sent or told to anybody.",
    prompt: "Prompt",
    model: "Model",
    run: "Replay",
    notRecorded:
      "Nothing of this turn is there to be replayed: it is too old, too large, or recording is off (REPLAY_DAYS).",
    embedded:
      "The embedded model reads no prompt: another prompt changes nothing. Set OPENAI_API_KEY or OPENAI_BASE_URL to try prompts.",
    before: "Then",
    after: "Replay",
    difference: "What differs",
    same: "The same, word by word.",
    nothingSaid: "Nothing was sent.",
    calls: "Called",
    noCalls: "No tool was called.",
    parted: "Parts here",
    partedLong: (tool: string) =>
      `It wants to call ${tool} with arguments nobody recorded. What the tool would answer is not known, so the replay ends here.`,
  },
});
