import type { FastifyInstance } from "fastify";

import { html, layOut } from "./manage/manage-layout.ts";
import { languageOf } from "./request-language.ts";

const words = {
  en: {
    title: "Thank you",
    text: "You can close this page. As soon as your payment has been confirmed, we write to you in our chat.",
  },
  vi: {
    title: "Cảm ơn bạn",
    text: "Bạn có thể đóng trang này. Ngay khi thanh toán được xác nhận, bên mình sẽ nhắn cho bạn trong khung trò chuyện.",
  },
} as const;

/** Where payers come back to. Anybody can open it, so it says nothing of whether money came. */
export const mountPaidPage = (http: FastifyInstance): void => {
  http.get("/paid", { schema: { hide: true } }, async (request, reply) => {
    const language = languageOf(request.headers["accept-language"], "en");
    const { title, text } = words[language];
    const page = layOut({ language, house: null }, title, html`<p>${text}</p>`);
    return reply.type("text/html; charset=utf-8").send(page);
  });
};
