/** The pairing is a browser's, on the machine of the server: no form can give it. */
export const byItsProcess = {
  en: "is connected by a process of its own: on the server, start npm run whatsapp-web and scan the code it shows",
  vi: "được kết nối bằng một tiến trình riêng: trên máy chủ, hãy chạy npm run whatsapp-web rồi quét mã hiện ra",
};
