import { defineTexts } from "../texts/language.ts";

export const templateTexts = defineTexts({
  vi: {
    lead: "Chưa có dịch vụ nào. Chọn mẫu ngành gần nhất với bạn rồi sửa lại, hoặc tự thêm từng mục trong các phần thiết lập.",
    which: "Mẫu ngành",
    whichHint: "Tất cả được nạp trong một lần và đều sửa được sau đó.",
    holds: (services: number, providers: number, locations: number) =>
      `${services} dịch vụ · ${providers} người làm · ${locations} địa điểm`,
    languages: { vi: "Tiếng Việt", en: "Tiếng Anh" },
    beforeTitle: "Trước khi nạp",
    before:
      "Doanh nghiệp nhận ngôn ngữ, múi giờ và đơn vị tiền của mẫu. Tên người, địa điểm và giá là ví dụ: hãy thay bằng của bạn. Số điện thoại và địa chỉ để trống; câu trả lời là bản nháp cho đến khi bạn duyệt.",
    load: "Nạp mẫu này",
    loadedTitle: "Đã nạp mẫu",
    loaded: "Khách đã có thể đặt lịch. Đi qua từng bước bên dưới để thay các ví dụ bằng của bạn.",
  },
  en: {
    lead: "There are no services yet. Choose the template nearest to your business and change it, or add things one by one from the list of sections.",
    which: "Templates",
    whichHint: "Everything is loaded at once, and all of it can be changed afterwards.",
    holds: (services: number, providers: number, locations: number) =>
      `${services} services · ${providers} providers · ${locations} locations`,
    languages: { vi: "Vietnamese", en: "English" },
    beforeTitle: "Before you load it",
    before:
      "The business takes over the template's language, timezone and currency. Names of people and places and the prices are examples: replace them with yours. Phone and addresses stay empty, and answers are drafts until you approve them.",
    load: "Load this template",
    loadedTitle: "The template is loaded",
    loaded:
      "Leads can book already. Go through the steps below to replace the examples with yours.",
  },
});
