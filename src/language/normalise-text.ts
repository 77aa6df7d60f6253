import { respell } from "./respell.ts";

/** Longest message that is read, in UTF-16 units; the rest is cut, so no pattern meets unbounded input. */
export const MAX_MESSAGE_CHARS = 4000;

/**
 * One spelling for what people type: composed letters, plain digits and punctuation, single
 * spaces, no invisible controls, no words left in Telex or VNI keys, at most
 * {@link MAX_MESSAGE_CHARS}. Every other reader expects this.
 */
export const normaliseText = (text: string): string =>
  respell(
    text
      .slice(0, 2 * MAX_MESSAGE_CHARS)
      .normalize("NFC")
      .slice(0, MAX_MESSAGE_CHARS),
  )
    .text.normalize("NFC")
    .slice(0, MAX_MESSAGE_CHARS)
    .toWellFormed()
    .trim();

/** Lower case without diacritics (đ → d), so "Bọc sứ" and "boc su" compare equal. */
export const foldVietnamese = (text: string): string =>
  text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").normalize("NFC");
