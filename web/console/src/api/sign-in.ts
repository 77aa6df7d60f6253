import { z } from "zod";

import { languageNow } from "../texts/language.ts";
import { askAt, Problem } from "./ask.ts";

/** What better-auth answers; with `twoFactorRedirect` a code is still wanted. */
const Answer = z.object({
  twoFactorRedirect: z.boolean().optional(),
  code: z.string().optional(),
  message: z.string().optional(),
});

const sentences = {
  401: {
    vi: "E-mail, mật khẩu hoặc mã không đúng. Kiểm tra rồi thử lại.",
    en: "The e-mail, password or code is wrong. Check and try again.",
  },
  429: {
    vi: "Quá nhiều lần thử. Đợi một phút rồi thử lại.",
    en: "Too many attempts. Wait a minute, then try again.",
  },
  other: {
    vi: "Không đăng nhập được. Thử lại; nếu vẫn vậy, báo quản trị viên.",
    en: "Signing in did not work. Try again; if it stays, tell your administrator.",
  },
  unanswered: {
    vi: "Không kết nối được máy chủ. Kiểm tra mạng rồi thử lại.",
    en: "The server cannot be reached. Check your connection and try again.",
  },
} as const;

const post = async (path: string, body: object): Promise<z.output<typeof Answer>> => {
  const answer = await fetch(`/api/auth${path}`, {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json", "accept-language": languageNow() },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Problem(0, sentences.unanswered[languageNow()], null);
  });
  const told = Answer.safeParse(await answer.json().catch(() => ({}))).data ?? {};
  if (answer.ok) return told;
  const isKnown = answer.status === 401 || answer.status === 429;
  const sentence = sentences[isKnown ? (answer.status as 401 | 429) : "other"];
  throw new Problem(answer.status, sentence[languageNow()], null);
};

/** `code`: the password was right, and a code of the second factor is wanted. */
export const signIn = async (email: string, password: string): Promise<"in" | "code"> => {
  const { twoFactorRedirect } = await post("/sign-in/email", { email, password });
  return twoFactorRedirect ? "code" : "in";
};

/** The code of an authenticator, or one of those kept for when it is lost. */
export const sendCode = async (code: string, kind: "totp" | "backup"): Promise<void> => {
  await post(kind === "totp" ? "/two-factor/verify-totp" : "/two-factor/verify-backup-code", {
    code,
  });
};

export const signOut = async (): Promise<void> => {
  await post("/sign-out", {}).catch(() => undefined);
  window.location.assign("/console/");
};

/** Works at another organization of one's own from here on; everything shown is loaded anew. */
export const changeOrganization = async (organizationId: string): Promise<void> => {
  await askAt(z.unknown(), "POST", "/api/auth/organization/set-active", {
    body: { organizationId },
  });
  window.location.assign("/console/");
};

/** Sets another password by the link of a letter; throws a `Problem` with what to do instead. */
export const setPassword = (token: string, newPassword: string) =>
  askAt(z.unknown(), "POST", "/api/auth/reset-password", { body: { token, newPassword } });

/** Always the same answer, so that nobody learns who is known here. */
export const askForLetter = (email: string) =>
  askAt(z.unknown(), "POST", "/api/auth/request-password-reset", { body: { email } });
