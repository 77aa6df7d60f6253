import { foldVietnamese } from "./normalise-text.ts";

const booking =
  /\b(?:xac nhan|chot|dat|giu|confirm|book|keep|make|secure)\b(?: \S+){0,3}? (?:lich|hen|cho|slot|booking|appointment|visit|reservation)\b/u;
const givesUp = /\b(?:huy|cancel|call(?:ing)? (?:it )?off|bo lich|khong (?:di|toi|den|can))\b/u;

/**
 * Whether words ask for a booking and give none up: "xác nhận lịch cho tôi". As an answer to "shall
 * I cancel it?" they are no yes, whatever word of agreement stands in them.
 */
export const wantsBooking = (text: string): boolean => {
  const plain = foldVietnamese(text);
  return booking.test(plain) && !givesUp.test(plain);
};
