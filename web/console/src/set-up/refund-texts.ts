import { defineTexts } from "../texts/language.ts";

/** What is given back when a lead cancels. */
export const refundTexts = defineTexts({
  vi: {
    title: "Hoàn tiền khi khách hủy",
    lead: "Dòng có tỷ lệ cao nhất mà khách còn kịp được áp dụng; muộn hơn mọi dòng thì không hoàn. Khi bên bạn hủy, khách luôn được hoàn đủ.",
    none: "Chưa có mức nào: mỗi lần khách hủy, nhân viên quyết định.",
    hoursBefore: "Hủy trước giờ hẹn ít nhất (giờ)",
    percent: "Hoàn lại (%)",
    add: "Thêm mức hoàn tiền",
    step: (place: number) => `mức ${place}`,
  },
  en: {
    title: "Refunds when a lead cancels",
    lead: "Of the lines a lead is still in time for, the one with the highest share counts; later than all of them nothing goes back. When your side cancels, all of it always does.",
    none: "No line yet: your people decide on every cancellation.",
    hoursBefore: "Cancelled at least (hours before)",
    percent: "Given back (%)",
    add: "Add a line",
    step: (place: number) => `line ${place}`,
  },
});
