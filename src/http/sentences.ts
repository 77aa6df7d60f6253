import type { Language } from "#src/domain/facts.ts";
import type { ErrorCode } from "./contract/error.ts";
import { memberErrors } from "./member-sentences.ts";

/** What an error is answered with. */
export interface HttpErrorSentence {
  readonly status: number;
  readonly says: Readonly<Record<Language, string>>;
}

/** Codes HTTP itself answers with; refusals of the house have their sentences in prompts/. */
export type HttpErrorCode = Extract<
  ErrorCode,
  | keyof typeof memberErrors
  | "INVALID_JSON"
  | "INVALID_CURSOR"
  | "IDEMPOTENCY_KEY_REUSED"
  | "UNKNOWN_LEAD"
  | "UNKNOWN_WAITLIST_ENTRY"
  | "UNKNOWN_CONVERSATION"
  | "UNKNOWN_SUGGESTION"
  | "UNKNOWN_TURN"
  | "TURN_NOT_RECORDED"
  | "UNKNOWN_EVAL_RUN"
  | "SUGGESTION_DECIDED"
  | "SUGGESTION_STALE"
  | "SUGGESTION_CHANGED"
  | "UNKNOWN_CHANNEL"
  | "UNKNOWN_CHANNEL_ACCOUNT"
  | "CHANNEL_ACCOUNT_TAKEN"
  | "UNKNOWN_DELIVERY"
  | "UNKNOWN_ENDPOINT"
  | "ENDPOINT_NOT_SAFE"
  | "DELIVERY_NOT_DEAD"
  | "UNKNOWN_PAYMENT"
  | "UNKNOWN_REFUND"
  | "REFUND_TOO_MUCH"
  | "REFUND_NOT_OPEN"
  | "INTAKE_CLOSED"
  | "PROVIDER_UNREACHABLE"
  | "NOT_A_REPLY"
  | "FALSE_CLAIMS"
  | "UNKNOWN_ORGANIZATION"
  | "NOT_FOUND"
  | "BODY_TOO_LARGE"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "RATE_LIMITED"
  | "BAD_REQUEST"
  | "INTERNAL_ERROR"
>;

/** Status and words of each. The words name what to do, not only what is wrong. */
export const httpErrors: Readonly<Record<HttpErrorCode, HttpErrorSentence>> = {
  ...memberErrors,
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
  UNKNOWN_CHANNEL: {
    status: 404,
    says: {
      en: "channel: there is no such channel: send a channel of GET /channels.",
      vi: "channel: không có kênh này: hãy gửi channel lấy từ GET /channels.",
    },
  },
  UNKNOWN_CHANNEL_ACCOUNT: {
    status: 404,
    says: {
      en: "No such account is connected: see GET /channel-accounts.",
      vi: "Không có tài khoản này đang kết nối: hãy xem GET /channel-accounts.",
    },
  },
  CHANNEL_ACCOUNT_TAKEN: {
    status: 409,
    says: {
      en: "options: this account is connected elsewhere already: send what opens another one.",
      vi: "options: tài khoản này đã được kết nối ở nơi khác: hãy gửi thông tin của tài khoản khác.",
    },
  },
  UNKNOWN_DELIVERY: {
    status: 404,
    says: {
      en: "There is no delivery with this id here.",
      vi: "Không có tin gửi đi nào mang mã này.",
    },
  },
  UNKNOWN_ENDPOINT: {
    status: 404,
    says: {
      en: "There is no webhook endpoint with this id here.",
      vi: "Không có địa chỉ nhận webhook nào mang mã này.",
    },
  },
  ENDPOINT_NOT_SAFE: {
    status: 400,
    says: {
      en: "A webhook goes to an https address that can be reached from the internet.",
      vi: "Webhook chỉ gửi tới địa chỉ https truy cập được từ Internet.",
    },
  },
  DELIVERY_NOT_DEAD: {
    status: 409,
    says: {
      en: "Only a dead delivery is tried again: this one is on its way, has left or shall not leave.",
      vi: "Chỉ tin đã gửi hỏng hẳn mới được gửi lại: tin này đang chờ, đã gửi hoặc không được gửi.",
    },
  },
  INTAKE_CLOSED: {
    status: 409,
    says: {
      en: "This booking is over and takes no answers any more: send one that is still ahead.",
      vi: "Lịch hẹn này đã kết thúc và không nhận câu trả lời nữa: hãy gửi lịch hẹn còn ở phía trước.",
    },
  },
  UNKNOWN_PAYMENT: {
    status: 404,
    says: { en: "There is no payment with this id here.", vi: "Không có khoản thanh toán này." },
  },
  UNKNOWN_REFUND: {
    status: 404,
    says: { en: "There is no refund with this id here.", vi: "Không có khoản hoàn tiền này." },
  },
  REFUND_TOO_MUCH: {
    status: 409,
    says: {
      en: "No more can be given back than came and was not given back yet.",
      vi: "Không thể hoàn nhiều hơn số tiền đã nhận và chưa hoàn.",
    },
  },
  REFUND_NOT_OPEN: {
    status: 409,
    says: {
      en: "Only a refund that people have to make is recorded by hand: this one is its provider's, or done.",
      vi: "Chỉ ghi nhận khoản hoàn tiền do nhân viên thực hiện: khoản này thuộc cổng thanh toán hoặc đã xong.",
    },
  },
  PROVIDER_UNREACHABLE: {
    status: 502,
    says: {
      en: "The payment provider cannot be reached. Try again in a minute.",
      vi: "Không kết nối được với cổng thanh toán. Hãy thử lại sau ít phút.",
    },
  },
  UNKNOWN_TURN: {
    status: 404,
    says: {
      en: "There is no such turn: send a turn_id of GET /turns.",
      vi: "Không có lượt này: hãy gửi turn_id lấy từ GET /turns.",
    },
  },
  UNKNOWN_EVAL_RUN: {
    status: 404,
    says: {
      en: "There is no such run or case: send a name of GET /eval-runs.",
      vi: "Không có kết quả hay ca này: hãy gửi tên lấy từ GET /eval-runs.",
    },
  },
  TURN_NOT_RECORDED: {
    status: 409,
    says: {
      en: "This turn cannot be replayed: nothing of it was recorded, or it is forgotten. Choose a newer turn; REPLAY_DAYS says how long they are kept.",
      vi: "Không thể chạy lại lượt này: không có bản ghi, hoặc bản ghi đã bị xóa. Hãy chọn lượt mới hơn; REPLAY_DAYS cho biết bản ghi được giữ bao lâu.",
    },
  },
  UNKNOWN_SUGGESTION: {
    status: 404,
    says: {
      en: "There is no such suggestion: send a suggestion_id of GET /suggestions.",
      vi: "Không có đề xuất này: hãy gửi suggestion_id lấy từ GET /suggestions.",
    },
  },
  SUGGESTION_DECIDED: {
    status: 409,
    says: {
      en: "Somebody has decided about this suggestion already.",
      vi: "Đề xuất này đã có người quyết định.",
    },
  },
  SUGGESTION_STALE: {
    status: 409,
    says: {
      en: "Something was said since, or a person took over: decide about the newer suggestion, if there is one.",
      vi: "Đã có tin nhắn mới hoặc có người tiếp nhận: hãy quyết định đề xuất mới hơn, nếu có.",
    },
  },
  SUGGESTION_CHANGED: {
    status: 409,
    says: {
      en: "version: the suggestion has another one now. Read it again and send its version.",
      vi: "version: đề xuất đã có phiên bản khác. Hãy đọc lại và gửi phiên bản đó.",
    },
  },
  NOT_A_REPLY: {
    status: 409,
    says: {
      en: "text: this suggestion is a deed and has no words. Approve or reject it.",
      vi: "text: đề xuất này là một thao tác, không có lời nhắn. Hãy duyệt hoặc từ chối.",
    },
  },
  FALSE_CLAIMS: {
    status: 422,
    says: {
      en: "text: the facts do not back this. Correct it with /edit, or reject it.",
      vi: "text: dữ liệu không xác nhận nội dung này. Hãy sửa bằng /edit hoặc từ chối.",
    },
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
