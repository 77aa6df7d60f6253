import type { HttpErrorSentence } from "./sentences.ts";

/** Errors about who somebody is and what they may do. */
export const memberErrors = {
  NOT_PERMITTED: {
    status: 403,
    says: {
      en: "Your role does not allow this. Ask an owner or a manager of the organization.",
      vi: "Vai trò của bạn không cho phép việc này. Hãy nhờ chủ sở hữu hoặc quản lý của tổ chức.",
    },
  },
  FOREIGN_PAGE: {
    status: 403,
    says: {
      en: "This request comes from another site. Open the console at its own address and try again.",
      vi: "Yêu cầu đến từ một trang khác. Hãy mở bảng điều khiển tại đúng địa chỉ rồi thử lại.",
    },
  },
  WRONG_PASSWORD: {
    status: 401,
    says: {
      en: "password: e-mail address or password is wrong. Try again, or ask an owner for a new one.",
      vi: "password: địa chỉ email hoặc mật khẩu không đúng. Hãy thử lại hoặc nhờ chủ sở hữu đặt lại.",
    },
  },
  WRONG_CODE: {
    status: 401,
    says: {
      en: "code: this code is wrong or has passed. Send the one your app shows now.",
      vi: "code: mã không đúng hoặc đã hết hạn. Hãy gửi mã mà ứng dụng đang hiển thị.",
    },
  },
  PASSWORD_TOO_SHORT: {
    status: 400,
    says: {
      en: "password: send at least 10 characters.",
      vi: "password: hãy gửi ít nhất 10 ký tự.",
    },
  },
  SIGN_IN_AGAIN: {
    status: 401,
    says: {
      en: "This sign-in has passed. Start again with your e-mail address and password.",
      vi: "Lượt đăng nhập này đã hết hạn. Hãy bắt đầu lại bằng email và mật khẩu.",
    },
  },
  LINK_SPENT: {
    status: 400,
    says: {
      en: "This link was used or has passed. Ask for a new one.",
      vi: "Liên kết này đã được dùng hoặc đã hết hạn. Hãy yêu cầu liên kết mới.",
    },
  },
  UNKNOWN_MEMBER: {
    status: 404,
    says: {
      en: "There is no such member: send a member_id of GET /members.",
      vi: "Không có thành viên này: hãy gửi member_id lấy từ GET /members.",
    },
  },
  UNKNOWN_INVITATION: {
    status: 404,
    says: {
      en: "No such invitation waits: see GET /invitations.",
      vi: "Không có lời mời này đang chờ: hãy xem GET /invitations.",
    },
  },
  UNKNOWN_API_KEY: {
    status: 404,
    says: {
      en: "There is no live API key with this id: see GET /api-keys.",
      vi: "Không có khóa API đang dùng nào mang mã này: hãy xem GET /api-keys.",
    },
  },
  UNKNOWN_SESSION: {
    status: 404,
    says: {
      en: "You have no session with this id: see GET /me/sessions.",
      vi: "Bạn không có phiên đăng nhập nào mang mã này: hãy xem GET /me/sessions.",
    },
  },
  UNKNOWN_PROVIDER: {
    status: 404,
    says: {
      en: "providerId: there is no such provider: send a provider_id of GET /providers.",
      vi: "providerId: không có người thực hiện này: hãy gửi provider_id lấy từ GET /providers.",
    },
  },
  PROVIDER_MISMATCH: {
    status: 400,
    says: {
      en: "providerId: the role provider needs one, the other roles have none.",
      vi: "providerId: vai trò provider cần có, các vai trò khác thì không.",
    },
  },
  LAST_OWNER: {
    status: 409,
    says: {
      en: "This is the last owner. Make somebody else an owner first.",
      vi: "Đây là chủ sở hữu cuối cùng. Hãy chỉ định chủ sở hữu khác trước.",
    },
  },
  ALREADY_MEMBER: {
    status: 409,
    says: {
      en: "email: this person is a member already. Change their role instead.",
      vi: "email: người này đã là thành viên. Hãy đổi vai trò của họ.",
    },
  },
  UNAUTHENTICATED: {
    status: 401,
    says: {
      en: 'Sign in, or send a valid API key as "Authorization: Bearer slw_…".',
      vi: 'Hãy đăng nhập, hoặc gửi khóa API hợp lệ trong "Authorization: Bearer slw_…".',
    },
  },
} as const satisfies Readonly<Record<string, HttpErrorSentence>>;
