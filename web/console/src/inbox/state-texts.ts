import type { BookingState } from "#src/http/contract/inbox.ts";
import { defineTexts } from "../texts/language.ts";

/** What a state is called at the desk, and how good it is news. */
export const stateTexts = defineTexts<Readonly<Record<BookingState, string>>>({
  vi: {
    INQUIRY: "Đang hỏi",
    SERVICE_SELECTED: "Đã chọn dịch vụ",
    SLOT_PROPOSED: "Đã gợi ý giờ",
    SLOT_CONFIRMED: "Đã chốt giờ",
    PAYMENT_PENDING: "Chờ thanh toán",
    PAID: "Đã thanh toán",
    REMINDER_SENT: "Đã nhắc lịch",
    COMPLETED: "Hoàn tất",
    NO_SHOW: "Không đến",
    RESCHEDULED: "Đang đổi lịch",
    FOLLOW_UP: "Chăm sóc sau",
    CANCELLED: "Đã hủy",
    ABANDONED: "Bỏ dở",
    ERROR: "Gặp lỗi",
  },
  en: {
    INQUIRY: "Inquiry",
    SERVICE_SELECTED: "Service chosen",
    SLOT_PROPOSED: "Times proposed",
    SLOT_CONFIRMED: "Confirmed",
    PAYMENT_PENDING: "Payment due",
    PAID: "Paid",
    REMINDER_SENT: "Reminded",
    COMPLETED: "Completed",
    NO_SHOW: "No-show",
    RESCHEDULED: "Rescheduling",
    FOLLOW_UP: "Follow-up",
    CANCELLED: "Cancelled",
    ABANDONED: "Abandoned",
    ERROR: "Error",
  },
});

export const stateColors: Readonly<Record<BookingState, string>> = {
  INQUIRY: "gray",
  SERVICE_SELECTED: "blue",
  SLOT_PROPOSED: "ink",
  SLOT_CONFIRMED: "teal",
  PAYMENT_PENDING: "orange",
  PAID: "teal",
  REMINDER_SENT: "teal",
  COMPLETED: "green",
  NO_SHOW: "red",
  RESCHEDULED: "orange",
  FOLLOW_UP: "grape",
  CANCELLED: "gray",
  ABANDONED: "gray",
  ERROR: "red",
};

export type { BookingState };
