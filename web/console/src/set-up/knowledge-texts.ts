import { defineTexts } from "../texts/language.ts";

export const knowledgeTexts = defineTexts({
  vi: {
    lead: "Lời của bạn cho những điều khách hay hỏi. Trợ lý gửi đúng từng chữ và không tự nghĩ ra điều gì khác.",
    add: "Thêm câu trả lời",
    topic: "Chủ đề",
    keywords: "Từ khóa",
    keywordsHint:
      "Chữ thường có trong câu hỏi, cả hai ngôn ngữ. Nhấn Enter sau mỗi từ. Khớp nhiều chữ nhất thì được chọn.",
    inVi: "Trả lời bằng tiếng Việt",
    inEn: "Trả lời bằng tiếng Anh",
    bothHint: "Khách viết tiếng nào nhận câu trả lời bằng tiếng đó.",
    switching: { off: "Bản nháp", turnOff: "Đưa về nháp", turnOn: "Duyệt dùng" },
    tryTitle: "Hỏi thử",
    tryHint: "Viết như khách sẽ hỏi để xem trợ lý tìm thấy câu trả lời nào. Không gửi cho ai.",
    question: "Câu hỏi",
    questionExample: "Có chỗ đậu xe không?",
    asksIn: "Khách viết bằng",
    ask: "Hỏi",
    nothing:
      "Không tìm thấy gì: trợ lý sẽ nói không biết và mời nhân viên trả lời. Thêm từ khóa, hoặc duyệt một bản nháp.",
    fromCatalog: (name: string) => `Từ bảng dịch vụ: ${name}`,
    fromAnswer: (topic: string) => `Từ câu trả lời: ${topic}`,
  },
  en: {
    lead: "Your own words for what leads ask. The assistant sends them as they are and makes up nothing else.",
    add: "Add an answer",
    topic: "Topic",
    keywords: "Keywords",
    keywordsHint:
      "Words that stand in the question, in both languages. Press Enter after each. The most letters found decide.",
    inVi: "Answer in Vietnamese",
    inEn: "Answer in English",
    bothHint: "Leads are answered in the language they write in.",
    switching: { off: "Draft", turnOff: "Make a draft", turnOn: "Approve" },
    tryTitle: "Try a question",
    tryHint:
      "Write as a lead would and see which answer the assistant finds. Nobody is sent anything.",
    question: "Question",
    questionExample: "Is there parking?",
    asksIn: "The lead writes in",
    ask: "Ask",
    nothing:
      "Nothing found: the assistant will say that it does not know and offer a person. Add keywords, or approve a draft.",
    fromCatalog: (name: string) => `From the list of services: ${name}`,
    fromAnswer: (topic: string) => `From the answer: ${topic}`,
  },
});
