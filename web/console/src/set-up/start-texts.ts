import { defineTexts } from "../texts/language.ts";

export const startTexts = defineTexts({
  vi: {
    title: "Sẵn sàng đón khách",
    lead: "Mẫu ngành đã điền sẵn phần lớn. Xem lại từng bước; mỗi bước chưa đến một phút.",
    progress: (done: number, all: number) => `Xong ${done}/${all} bước`,
    all: "Mọi thứ đã sẵn sàng.",
    next: "Bước tiếp theo",
    done: "Xong",
    open: "Chưa xong",
    steps: {
      organization: "Ghi tên và số điện thoại của doanh nghiệp",
      services: "Có dịch vụ với thời lượng và giá",
      providers: "Giao mỗi dịch vụ cho ít nhất một người",
      places: "Có địa điểm với địa chỉ",
      hours: "Đặt giờ mở cửa",
      knowledge: "Duyệt các câu trả lời cho khách",
      channels: "Kết nối một kênh nhắn tin",
      members: "Mời đồng nghiệp",
    },
    details: {
      services: (count: number) => `${count} dịch vụ đang được đặt`,
      ungiven: (names: string) => `Chưa ai làm: ${names}`,
      answers: (drafts: number, active: number) =>
        drafts > 0 ? `${drafts} bản nháp chờ bạn xem` : `${active} câu trả lời đang dùng`,
      channels: "Chat trên web dùng được ngay, kênh khác thì cần kết nối.",
    },
  },
  en: {
    title: "Ready for leads",
    lead: "The template has filled in most of it. Look at each step; none takes a minute.",
    progress: (done: number, all: number) => `${done} of ${all} steps done`,
    all: "Everything is ready.",
    next: "Next step",
    done: "Done",
    open: "Open",
    steps: {
      organization: "Give the name and phone of the business",
      services: "Have services with durations and prices",
      providers: "Give each service to somebody at least",
      places: "Have a location with its address",
      hours: "Set opening hours",
      knowledge: "Approve the answers leads get",
      channels: "Connect a channel",
      members: "Invite colleagues",
    },
    details: {
      services: (count: number) => `${count} services can be booked`,
      ungiven: (names: string) => `Nobody gives: ${names}`,
      answers: (drafts: number, active: number) =>
        drafts > 0 ? `${drafts} drafts wait for your look` : `${active} answers in use`,
      channels: "Web chat works at once; the others need connecting.",
    },
  },
});
