import { normaliseText } from "./normalise-text.ts";
import { toMatchable } from "./pattern.ts";

/** What a whole message asks for about being the same person on another channel. */
export type LinkWords =
  | { readonly kind: "ask_code" }
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "agree" };

const POLITE = "(?: (?:ạ|nhé|nha|với|giúp em|giúp mình|please|pls))*[ .!]*$";
const ASK = new RegExp(
  `^(?:cho em |cho mình |em cần |em muốn |em xin |mình cần |xin |lấy |give me |get |i need |send me )?(?:(?:an? |the |my )?link(?:ing)? code|mã (?:liên kết|nối)|ma (?:lien ket|noi)|link my (?:account|chats?)|(?:liên kết|lien ket) tài khoản)${POLITE}`,
  "u",
);
const CODE = /^(?:\/start link[_ ]|mã |code )?(sw[- ]?[a-z2-9]{4}[- ]?[a-z2-9]{4})[ .!]*$/u;
const AGREE = /^(?:liên kết|lien ket|link)[ .!]*$/u;

/** Null: nothing of that. A code counts only where it is all that is said. */
export const readLinkWords = (text: string): LinkWords | null => {
  const said = toMatchable(normaliseText(text));
  const code = CODE.exec(said)?.[1];
  if (code) return { kind: "code", code };
  if (AGREE.test(said)) return { kind: "agree" };
  return ASK.test(said) ? { kind: "ask_code" } : null;
};
