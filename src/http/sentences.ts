import type { Language } from "#src/domain/facts.ts";
import type { ErrorCode } from "./contract/error.ts";

type Sentence = Readonly<Record<Language, string>>;

/** Codes HTTP itself answers with; refusals of the house have their sentences in prompts/. */
export type HttpErrorCode = Extract<
  ErrorCode,
  | "INVALID_JSON"
  | "INVALID_CURSOR"
  | "IDEMPOTENCY_KEY_REUSED"
  | "UNAUTHENTICATED"
  | "UNKNOWN_LEAD"
  | "UNKNOWN_WAITLIST_ENTRY"
  | "UNKNOWN_CONVERSATION"
  | "UNKNOWN_ORGANIZATION"
  | "NOT_FOUND"
  | "BODY_TOO_LARGE"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "RATE_LIMITED"
  | "BAD_REQUEST"
  | "INTERNAL_ERROR"
>;

/** Status and words of each. The words name what to do, not only what is wrong. */
export const httpErrors: Readonly<Record<HttpErrorCode, { status: number; says: Sentence }>> = {
  INVALID_JSON: {
    status: 400,
    says: { en: "The body is not JSON.", vi: "Nội dung gửi lên không phải JSON." },
  },
  INVALID_CURSOR: {
    status: 400,
    says: {
      en: "This cursor is not one of ours. Send nextCursor of the page before, unchanged.",
      vi: "Con trỏ trang không hợp lệ. Hãy gửi lại nguyên vẹn nextCursor của trang trước.",
    },
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    says: {
      en: "This Idempotency-Key was used for another request. Use a new key for a new request.",
      vi: "Idempotency-Key này đã dùng cho một yêu cầu khác. Hãy dùng khóa mới cho yêu cầu mới.",
    },
  },
  UNAUTHENTICATED: {
    status: 401,
    says: {
      en: 'Send a valid API key as "Authorization: Bearer slw_…".',
      vi: 'Hãy gửi khóa API hợp lệ trong "Authorization: Bearer slw_…".',
    },
  },
  UNKNOWN_LEAD: {
    status: 404,
    says: { en: "There is no such lead.", vi: "Không có khách hàng này." },
  },
  UNKNOWN_WAITLIST_ENTRY: {
    status: 404,
    says: {
      en: "There is no such wish on the waitlist.",
      vi: "Không có yêu cầu chờ này trong danh sách.",
    },
  },
  UNKNOWN_CONVERSATION: {
    status: 404,
    says: { en: "There is no such conversation.", vi: "Không có cuộc trò chuyện này." },
  },
  UNKNOWN_ORGANIZATION: {
    status: 404,
    says: { en: "There is no such organization.", vi: "Không có tổ chức này." },
  },
  NOT_FOUND: {
    status: 404,
    says: {
      en: "There is nothing at this address. The API is described at /docs.",
      vi: "Địa chỉ này không có gì. Tài liệu API ở /docs.",
    },
  },
  BODY_TOO_LARGE: {
    status: 413,
    says: { en: "The body is too large.", vi: "Nội dung gửi lên quá lớn." },
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    says: {
      en: "Send JSON, with Content-Type: application/json.",
      vi: "Hãy gửi JSON, với Content-Type: application/json.",
    },
  },
  RATE_LIMITED: {
    status: 429,
    says: {
      en: "Too many requests. Try again after the seconds in Retry-After.",
      vi: "Quá nhiều yêu cầu. Hãy thử lại sau số giây trong Retry-After.",
    },
  },
  BAD_REQUEST: {
    status: 400,
    says: { en: "The request cannot be read.", vi: "Không đọc được yêu cầu." },
  },
  INTERNAL_ERROR: {
    status: 500,
    says: {
      en: "Something went wrong on our side. Try again; X-Request-Id names this request.",
      vi: "Có lỗi ở phía chúng tôi. Hãy thử lại; X-Request-Id là mã của yêu cầu này.",
    },
  },
};
