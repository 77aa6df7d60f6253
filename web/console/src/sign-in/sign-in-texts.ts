import { defineTexts } from "../texts/language.ts";

export const signInTexts = defineTexts({
  vi: {
    title: "Đăng nhập",
    lead: "Trả lời khách, duyệt gợi ý và xem lịch hẹn.",
    email: "E-mail",
    password: "Mật khẩu",
    signIn: "Đăng nhập",
    codeTitle: "Mã xác thực",
    codeLead: "Nhập mã 6 số trong ứng dụng xác thực của bạn.",
    backupLead: "Nhập một trong các mã dự phòng bạn đã cất. Mỗi mã dùng được một lần.",
    code: "Mã 6 số",
    backupCode: "Mã dự phòng",
    useBackup: "Không có điện thoại? Dùng mã dự phòng",
    useTotp: "Dùng ứng dụng xác thực",
    language: "English",
  },
  en: {
    title: "Sign in",
    lead: "Answer leads, approve suggestions and see appointments.",
    email: "E-mail",
    password: "Password",
    signIn: "Sign in",
    codeTitle: "Verification code",
    codeLead: "Enter the 6 digits your authenticator app shows.",
    backupLead: "Enter one of the backup codes you put away. Each works once.",
    code: "6-digit code",
    backupCode: "Backup code",
    useBackup: "No phone at hand? Use a backup code",
    useTotp: "Use the authenticator app",
    language: "Tiếng Việt",
  },
});
